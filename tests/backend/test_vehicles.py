#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vehicles: any number, added and changed, mileage, next maintenance, the service book, and the staff's side of it."""
import datetime
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
sys.path.insert(0, os.path.dirname(__file__))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from flowing import Flow, last_message  # noqa: E402
from test_actions import Desk, staff_of  # noqa: E402

ORG = 'east-motors'


class Garage(Desk):
    def vehicles(self, **query):
        return self.backend.ask('GET', f'/{ORG}/vehicles?{urllib.parse.urlencode(query)}', token=self.token).json

    def vehicle(self, title):
        item = next(item for item in self.vehicles(q=title)['items'] if item['title'] == title)
        return self.see(item['id'])

    def see(self, identifier):
        return self.backend.ask('GET', f'/{ORG}/vehicles/{identifier}', token=self.token).json

    def add(self, values, key=None):
        return self.backend.ask('POST', f'/{ORG}/vehicles', {'values': values}, token=self.token, key=key)

    def do(self, vehicle, action, values=None, tag=None, key=None):
        return self.backend.ask('POST', f'/{ORG}/vehicles/{vehicle["id"]}/actions/{action}', {'values': values or {}},
                                token=self.token, headers={'If-Match': tag or f'"{vehicle["version"]}"'}, key=key)


def garages(backend):
    return Garage(backend, ORG), Garage(backend, ORG, 'staff@example.org', 'staff2026')


def pointers(answer):
    return {error['pointer']: error['code'] for error in answer.json['errors']}


def day(ahead=0):
    return (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=3))).date() + datetime.timedelta(ahead)).isoformat()


def test_list(backend, tap):
    customer, staff = garages(backend)
    page = customer.vehicles()
    tap.equal([(item['title'], item['state']['id']) for item in page['items']],
              [('Renault Duster · 1906 EI-7', 'checked'), ('Škoda Octavia · 7742 KX-7', 'checked')],
              '/vehicles/E-31/what the workshop knows is there by itself')
    tap.ok({'vin', 'body_number', 'plate'} <= {field['name'] for field in page['fields']}, '/vehicles/E-05/a described form')
    vin = next(field for field in page['fields'] if field['kind'] == 'vin')
    tap.ok('свидетельстве' in vin['where']['text'] and 'зарубежных' in vin['where']['text'], '/vehicles/A-66/where the VIN stands on paper')
    tap.ok('лобовым стеклом' in vin['where']['text'], '/vehicles/A-67/where it is stamped on the car')
    everything = staff.vehicles()
    tap.ok(everything['total'] == 7 and 'fields' not in everything, '/vehicles/E-03/staff see those of all customers', everything['total'])
    tap.equal([item['customer'] for item in staff.vehicles(q='АМ 2201')['items'] + staff.vehicles(q='AM 2201-7')['items']],
              ['ООО «Вектор», УНП 100582333'], '/vehicles/E-03/found by plate, with its owner')
    tap.equal([item['title'] for item in staff.vehicles(state='new')['items']], ['Ford Transit · AK 0415-7'],
              '/vehicles/E-05/staff have a queue of what is new')
    octavia = customer.vehicle('Škoda Octavia · 7742 KX-7')
    tap.equal((octavia['next']['km'], octavia['next']['title'], octavia['mileage']['km'], len(octavia['log'])),
              (60000, 'ТО на 60 000 км', 58112, 5), '/vehicles/E-07/the next agreed maintenance')
    tap.ok(octavia['next']['day'] == day(53) and day() < octavia['next']['forecast'] < day(400),
           '/vehicles/E-07/by date, and when the mileage is reached', octavia['next'])
    answer = backend.ask('GET', f'/{ORG}/vehicles', token=customer.token)
    again = backend.ask('GET', f'/{ORG}/vehicles', token=customer.token, headers={'If-None-Match': answer.headers['ETag']})
    tap.equal(again.status, 304, '/vehicles/kept for when there is no network')
    stranger = backend.sign_in(ORG, 'fleet@example.org')
    tap.equal(backend.ask('GET', f'/{ORG}/vehicles/{octavia["id"]}', token=stranger).status, 404, '/vehicles/nobody else sees it')
    token = backend.sign_in('priozernaya')
    tap.equal(backend.ask('GET', '/priozernaya/vehicles', token=token).status, 404, '/vehicles/not where there are none')


def test_add(backend, tap):
    customer, staff = garages(backend)
    good = {'make': 'Toyota', 'model': 'Corolla', 'plate': '1010 AA-7'}
    for name, change, code in (('Cyrillic letters turned', {'vin': 'WВЕZZZ1JZXW000001'}, None),
                               ('spaces taken out', {'vin': ' wdb ea30d3h a391172 '}, None),
                               ('too short', {'vin': 'WDBEA30D3HA39117'}, {'/values/vin': 'vin_length'}),
                               ('letters that no VIN has', {'vin': 'IOQEA30D3HA391172'}, {'/values/vin': 'vin_alphabet'}),
                               ('no make', {'make': ' '}, {'/values/make': 'required'}),
                               ('a year of no car', {'year': 1700}, {'/values/year': 'range'}),
                               ('a body number too short', {'body_number': 'N1'}, {'/values/body_number': 'pattern'})):
        answer = customer.add(good | change)
        if code is None:
            tap.equal((answer.status, answer.json['vin'].isascii(), len(answer.json['vin'])), (201, True, 17), f'/vehicles/E-05/{name}')
        else:
            tap.equal(pointers(answer), code, f'/vehicles/E-05/{name}')
    answer = customer.add(good | {'plate': '2020 AA-7', 'vin': 'WVWZZZ1JZXW000001'})
    tap.equal((answer.status, answer.json['state']['id'], answer.json['history'][0]['title']), (201, 'new', 'Добавлен клиентом'),
              '/vehicles/4.5/a check digit that does not fit is no mistake')
    tap.equal(pointers(customer.add(good | {'vin': 'WVWZZZ1JZXW000001'})), {'/values/vin': 'taken'}, '/vehicles/E-05/not twice in one cabinet')
    answer = customer.add(good | {'plate': '', 'body_number': 'NZE121-3129756'})
    tap.equal((answer.status, answer.json['title']), (201, 'Toyota Corolla'), '/vehicles/E-05/a body number instead')
    key = 'b1b2c3d4-0000-4000-8000-000000000001'
    first, second = customer.add({'make': 'Lada', 'model': 'Niva'}, key), customer.add({'make': 'Lada', 'model': 'Niva'}, key)
    tap.equal((first.json['id'], customer.vehicles(q='Lada')['total']), (second.json['id'], 1), '/vehicles/B7/one for one key')
    for number in range(230):
        customer.add({'make': 'ГАЗ', 'model': 'Next', 'plate': f'{number:04} TT-7'})
    page = customer.vehicles(q='ГАЗ', limit=200)
    rest = customer.vehicles(q='ГАЗ', limit=200, offset=200)
    tap.equal((page['total'], len(page['items']), len(rest['items'])), (230, 200, 30), '/vehicles/E-03/any number')
    tap.equal(staff.add(good).problem, 'forbidden', '/vehicles/not for staff’s own')


def test_change(backend, tap):
    customer, staff = garages(backend)
    vehicle = customer.vehicle('Renault Duster · 1906 EI-7')
    tap.equal([action['id'] for action in vehicle['actions']], ['edit', 'mileage', 'remove'], '/vehicles/E-06/what the customer may do')
    answer = customer.do(vehicle, 'edit', vehicle['values'] | {'plate': '1906 EI-5'})
    tap.equal((answer.status, answer.json['title'], answer.json['state']['id']), (200, 'Renault Duster · 1906 EI-5', 'new'),
              '/vehicles/E-06/changed, and to be looked at')
    tap.equal(answer.json['history'][0]['text'], 'Гос. номер: 1906 EI-7 → 1906 EI-5', '/vehicles/E-06/staff see what was changed')
    found = backend.ask('GET', f'/{ORG}/documents?q=1906%20EI-5', token=customer.token).json['total']
    old = backend.ask('GET', f'/{ORG}/documents?q=1000031790', token=customer.token).json['items'][0]
    tap.equal((old['thing'], found >= 0), ('Renault Duster · 1906 EI-5', True), '/vehicles/E-06/its documents follow')
    tap.equal(customer.do(vehicle, 'edit', vehicle['values']).problem, 'precondition-failed', '/vehicles/changed meanwhile')
    seen = staff.see(vehicle['id'])
    tap.equal([action['id'] for action in seen['actions']], ['edit', 'mileage', 'check', 'doubt', 'set_next'],
              '/vehicles/E-06/staff accept, ask or put right')
    seen = staff.do(seen, 'doubt', {'comment': 'Пришлите фото свидетельства'}).json
    tap.equal((customer.see(vehicle['id'])['state']['title'], customer.see(vehicle['id'])['history'][0]['text']),
              ('Уточняется', 'Пришлите фото свидетельства'), '/vehicles/E-06/the customer reads what is asked')
    seen = staff.do(seen, 'edit', seen['values'] | {'plate': '1906 EI-7'}).json
    tap.equal((seen['state']['id'], seen['title']), ('checked', 'Renault Duster · 1906 EI-7'), '/vehicles/E-06/put right by staff')
    tap.equal(customer.do(seen, 'check').problem, 'not-found', '/vehicles/the customer does not check himself')
    niva = customer.vehicle('Lada Niva')
    gone = customer.do(niva, 'remove')
    tap.equal((gone.status, backend.ask('GET', f'/{ORG}/vehicles/{niva["id"]}', token=customer.token).status), (200, 404),
              '/vehicles/taken out of the cabinet')


def test_mileage(backend, tap):
    customer, staff = garages(backend)
    vehicle = customer.vehicle('Škoda Octavia · 7742 KX-7')
    for name, values, wrong in (('backwards', {'km': 50000, 'day': day()}, {'/values/reason': 'required'}),
                                ('more than was read later', {'km': 58000, 'day': day(-20)}, {'/values/reason': 'required'}),
                                ('tomorrow', {'km': 58500, 'day': day(1)}, {'/values/day': 'date'}),
                                ('less than nothing', {'km': -1, 'day': day()}, {'/values/km': 'range'}),
                                ('to the moon and back', {'km': 4000000, 'day': day()}, {'/values/km': 'range'}),
                                ('no day', {'km': 58500, 'day': '2026-02-31'}, {'/values/day': 'date'})):
        tap.equal(pointers(customer.do(vehicle, 'mileage', values)), wrong, f'/vehicles/3.7/mileage {name} is asked about')
    vehicle = customer.do(vehicle, 'mileage', {'km': 58500, 'day': day()}).json
    tap.equal((vehicle['mileage']['km'], vehicle['log'][0]['by']), (58500, 'Анна Кузнецова'), '/vehicles/3.7/written down')
    vehicle = customer.do(vehicle, 'mileage', {'km': 120, 'day': day(), 'reason': 'Замена приборной панели'}).json
    tap.equal((vehicle['mileage']['km'], vehicle['log'][0]['reason'], 'forecast' in vehicle['next']),
              (120, 'Замена приборной панели', False), '/vehicles/3.7/backwards with a reason; then nothing is foretold')


def test_maintenance(backend, tap):
    """E-07: staff agree and set the next maintenance, date and mileage; done, it is written in the log."""
    customer, staff = garages(backend)
    vehicle = staff.vehicle('Renault Duster · 1906 EI-7')
    before = vehicle['next']
    tap.equal(pointers(staff.do(vehicle, 'set_next', {'subject': 'ТО'})), {'/values/day': 'required'}, '/vehicles/E-07/a day or a mileage')
    vehicle = staff.do(vehicle, 'set_next', {'subject': 'ТО на 90 000 км', 'day': day(30), 'km': 90000}).json
    tap.equal((vehicle['next']['document'], vehicle['next']['day']), (before['document'], day(30)), '/vehicles/E-07/one visit stays one document')
    planned = customer.read(before['document'])
    tap.ok(planned['due_at'].startswith(day(30)) and planned['timeline'][0]['title'] == 'Дата изменена',
           '/vehicles/E-07/the first page follows', planned)
    finished = staff.act(staff.read(before['document']), 'finish', {'km': 90120}).json
    seen = customer.see(vehicle['id'])
    tap.equal((finished['state']['id'], 'next' in seen, seen['mileage']['km']), ('done', False, 90120), '/vehicles/E-07/done and in the log')
    vehicle = staff.do(staff.see(vehicle['id']), 'set_next', {'subject': 'ТО на 105 000 км', 'km': 105000}).json
    tap.ok(vehicle['next']['document'] != before['document'] and 'day' not in vehicle['next'] and 'forecast' in vehicle['next'],
           '/vehicles/E-07/by mileage alone, with a forecast', vehicle['next'])
    document = customer.read(vehicle['next']['document'])
    tap.equal((document['type'], document['subject'], document['thing']), ('maintenance', 'ТО на 105 000 км', vehicle['title']),
              '/vehicles/E-07/a document of its own')


def test_book(backend, tap):
    customer, _staff = garages(backend)
    vehicle = customer.vehicle('Škoda Octavia · 7742 KX-7')
    answer = backend.ask('GET', f'/{ORG}/vehicles/{vehicle["id"]}/service-book', token=customer.token)
    tap.ok(answer.status == 200 and answer.headers['Content-Type'] == 'application/pdf' and answer.body.startswith(b'%PDF'),
           '/vehicles/3.7/the service book is a PDF', answer.status)
    tap.ok(len(answer.body) > 8000, '/vehicles/3.7/with the papers of years', len(answer.body))


def test_merge(backend, tap):
    """E-31, E-05: the same VIN on a card without a cabinet is doubtful; staff settle it by hand."""
    customer, staff = garages(backend)
    vehicle = customer.add({'make': 'Kia', 'model': 'Rio', 'plate': '8114 BH-7', 'vin': 'Z94C241BBLR120511'}).json
    tap.equal((vehicle['state']['id'], 'doubles' in vehicle), ('doubtful', False), '/vehicles/E-31/doubtful, and no word of other people')
    seen = staff.see(vehicle['id'])
    tap.equal([(one['title'], one['customer']) for one in seen['doubles']], [('Kia Rio · 8114 BH-7', 'Гончар Ольга')],
              '/vehicles/E-31/staff see the other card')
    merge = next(action for action in seen['actions'] if action['id'] == 'merge')
    options = merge['fields'][0]['options']
    tap.equal([(option['title'], option['note']) for option in options], [('Kia Rio · 8114 BH-7', 'Гончар Ольга')], '/vehicles/E-31/to choose from')
    merged = staff.do(seen, 'merge', {'other': options[0]['value']}).json
    tap.equal((merged['state']['id'], merged['mileage']['km'], merged['doubles'], merged['history'][0]['text']),
              ('checked', 66100, [], 'Kia Rio · 8114 BH-7, Гончар Ольга'), '/vehicles/E-05/one card with the history of both')
    other = customer.add({'make': 'Peugeot', 'model': 'Partner', 'vin': 'VF37J9HECCJ701622'}).json
    seen = staff.see(other['id'])
    answer = staff.do(seen, 'merge', {'other': seen['doubles'][0]['id']})
    tap.equal((answer.problem, 'свой кабинет' in answer.json['detail']), ('conflict', True),
              '/vehicles/E-31/never the history of somebody with a cabinet')


def test_history(backend, tap):
    """E-31, E-29: a newcomer who was served before finds the vehicle; what was typed at registration is to be checked."""
    flow = Flow(backend, ORG)
    flow.submit('form', {'person_kind': 'natural', 'email': 'known@example.org', 'password': 'пароль', 'password_repeat': 'пароль',
                         'phone': '80291234567', 'vehicle': 'Lada Vesta', 'captcha': flow.captcha()})
    flow.submit('email_confirmation', {'link': last_message(backend, 'known@example.org')['link'].rsplit('/', 1)[1]})
    token = backend.ask('POST', f'/{ORG}/sessions', {'ticket': flow.step['ticket']}).json['access_token']
    items = backend.ask('GET', f'/{ORG}/vehicles', token=token).json['items']
    tap.equal([(item['title'], item['state']['id']) for item in items], [('Geely Atlas · 5050 OM-7', 'checked'), ('Lada Vesta', 'new')],
              '/vehicles/E-31/E-29/the known one by itself, the typed one to be checked')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-outbox', organisations=ORGANISATIONS, tap=tap) as backend:
        for test in (test_list, test_add, test_change, test_mileage, test_maintenance, test_book, test_merge, test_history):
            test(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
