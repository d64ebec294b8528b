#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filing a document: its form, what is asked, what comes of it, and that it is done once."""
import datetime
import http.client
import json
import sys
import threading
import urllib.request

from filing import JPEG, PDF, PNG, Backend, Person, Tap, faults, shown, staff_of

from cutting_proxy import AFTER, BEFORE, DURING, CuttingProxy

OPTIONS = ('--seed', 'demo', '--demo-clock')
REQUEST = {'vehicle': 'other', 'vehicle_new': 'Geely Atlas, 2020', 'kind': 'repair', 'reason': 'Стук спереди\nна кочках',
           'phone': '+375291112233'}


def advance(backend, seconds):
    backend.ask('POST', '/demo/clock', {'advance_seconds': seconds})


def moment(backend):
    return datetime.datetime.fromisoformat(backend.ask('GET', '/health').json['time'])


def move_to(backend, weekday, hour, zone=3):
    """Turns the demo's clock to the next such hour in the organisation's zone."""
    now = moment(backend).astimezone(datetime.timezone(datetime.timedelta(hours=zone)))
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    while then <= now or then.isoweekday() != weekday or then.strftime('%m-%d') in ('12-25', '01-01', '01-07'):
        then += datetime.timedelta(days=1)
    advance(backend, int((then - now).total_seconds()))
    return then


def fields_of(answer):
    return {field['name']: field for field in answer.json['fields']}


def test_form(backend, tap):
    customer = Person(backend, 'east-motors')
    answer = customer.form('repair_request')
    fields = fields_of(answer)
    tap.equal((answer.status, answer.json['title'], answer.json['submit']), (200, 'Новая заявка на ремонт', 'Подать заявку'),
              '/filing/E-08/the form has its own words')
    titles = [option['title'] for option in fields['vehicle']['options']]
    tap.ok(len(titles) > 1 and titles[-1] == 'Другой автомобиль', '/filing/E-08/own vehicles stand to choose, another one last', titles)
    tap.ok('source' not in fields['vehicle'] and 'other' not in fields['vehicle'], '/filing/the wiring stays on the server')
    tap.ok(fields['phone']['default'].startswith('+375'), '/filing/E-08/the telephone is known', fields['phone'])
    today = moment(backend).astimezone(datetime.timezone(datetime.timedelta(hours=3))).date()
    tap.equal((fields['day']['earliest'], fields['day']['latest']), (today.isoformat(), (today + datetime.timedelta(days=60)).isoformat()),
              '/filing/E-08/days that may be wished')
    tap.equal(customer.form('work_order').problem, 'not-found', '/filing/nobody files what only staff make')
    tap.equal(customer.form('unheard_of').problem, 'not-found', '/filing/nor what does not exist')
    tap.equal(backend.ask('GET', '/east-motors/documents/forms/repair_request', direct=True).problem, 'unauthorized', '/filing/nor without signing in')


def test_checks(backend, tap):
    customer = Person(backend, 'east-motors')
    tap.equal(faults(customer.file('repair_request', {})),
              {'/values/vehicle': 'required', '/values/kind': 'required', '/values/reason': 'required', '/values/phone': 'required'},
              '/filing/E-08/what must be told')
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, vehicle_new=''))), {'/values/vehicle_new': 'required'},
              '/filing/E-08/another vehicle wants its name')
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, vehicle='Чужая машина', price='1'))),
              {'/values/price': 'unknown_member', '/values/vehicle': 'option'},
              '/filing/E-08/only one’s own vehicles, and no fields of one’s own')
    yesterday = (moment(backend) - datetime.timedelta(days=2)).date().isoformat()
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, day=yesterday))), {'/values/day': 'day_range'},
              '/filing/E-08/no day that is over')
    sunday = moment(backend).date()
    while sunday.isoweekday() != 7 or sunday <= moment(backend).date():
        sunday += datetime.timedelta(days=1)
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, day=sunday.isoformat()))), {'/values/day': 'closed'},
              '/filing/E-08/no day on which nobody works')
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, reason='я' * 2001))), {'/values/reason': 'too_long'},
              '/filing/E-08/not endless')
    tap.equal(customer.file('repair_request', REQUEST, origin='1').problem, 'not-found', '/filing/not out of any document')


def test_file(backend, tap):
    then = move_to(backend, 2, 12)
    customer, staff = Person(backend, 'east-motors'), staff_of(backend, 'east-motors')
    photo = customer.upload('стук.jpg').json
    answer = customer.file('repair_request', dict(REQUEST, mileage=48200, photos=[photo['id']]))
    document = answer.json
    tap.equal((answer.status, document['state']['id'], document['type_title']), (201, 'filed', 'Заявка на ремонт'),
              '/filing/E-08/the request is filed')
    tap.equal((document['subject'], document['thing'], document['number'].isdigit() and len(document['number'])),
              ('Ремонт: Стук спереди на кочках', 'Geely Atlas, 2020', 10), '/filing/E-47/number, subject and vehicle are its own')
    tap.equal(shown(document)['Телефон для связи'], '+375 29 111-22-33', '/filing/E-08/what was typed stands in it')
    tap.equal(document['files'], [photo], '/filing/E-08/with its photo')
    tap.equal((document['promise']['text'], document['promise']['by']),
              ('Мастер-приёмщик ответит до 13:00', then.replace(hour=13).isoformat()), '/filing/E-08/and a promise in working time')
    seen = staff.read(document)
    tap.equal((seen['waits'], seen['customer'], seen['due_at']), (True, 'Кузнецова Анна', document['promise']['by']),
              '/filing/E-08/it waits for the staff, with its clock')
    second = customer.file('repair_request', REQUEST).json
    tap.equal(int(second['number']), int(document['number']) + 1, '/filing/E-47/numbers go on')
    tap.equal([row['id'] for row in customer.ask('GET', '/documents?limit=1').json['items']], [second['id']],
              '/filing/E-51/the newest stands on top')
    answer = staff.act(seen, 'decline', {'reason': 'no_time', 'comment': 'Позвоните завтра'})
    tap.equal((answer.json.get('promise'), answer.json['state']['id']), (None, 'declined'), '/filing/E-08/a promise ends when it is kept')


def test_promise(backend, tap):
    then = move_to(backend, 6, 16)
    advance(backend, 45 * 60)
    customer = Person(backend, 'east-motors')
    promise = customer.form('repair_request').json['promise']
    monday = then + datetime.timedelta(days=2)
    tap.equal((promise['text'], promise['by']), (f'Мастер-приёмщик ответит {monday:%d.%m.%Y} до 08:45', monday.replace(hour=8, minute=45).isoformat()),
              '/filing/E-08/what comes before the weekend is promised for Monday')


def test_once(backend, tap):
    customer = Person(backend, 'east-motors')
    key = 'a1b2c3d4-0000-4000-8000-00000000e008'
    before = customer.ask('GET', '/documents?limit=1').json['total']
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(customer.file('repair_request', REQUEST, key=key))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tap.equal(({answer.status for answer in answers}, len({answer.json['id'] for answer in answers})), ({201}, 1),
              '/filing/B7/one request however often it is sent')
    tap.equal(customer.ask('GET', '/documents?limit=1').json['total'], before + 1, '/filing/B7/and one document')
    tap.equal(customer.file('repair_request', dict(REQUEST, reason='Другое'), key=key).problem, 'idempotency-mismatch',
              '/filing/B7/the key is for that request alone')


def send_through(url, token, key):
    """The number of what was filed, as far as the client hears of it."""
    body = json.dumps({'type': 'repair_request', 'values': REQUEST}).encode()
    headers = {'Authorization': f'Bearer {token}', 'Idempotency-Key': key, 'Content-Type': 'application/json'}
    request = urllib.request.Request(f'{url}/east-motors/documents', body, headers, method='POST')
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read())['number']


def test_cut(backend, tap):
    """The answer is lost on the way, however: sent again under its key, there is one document."""
    customer = Person(backend, 'east-motors')
    for number, where in enumerate((BEFORE, DURING, AFTER)):
        key = f'a1b2c3d4-0000-4000-8000-00000000c0{number}0'
        before = customer.ask('GET', '/documents?limit=1').json['total']
        with CuttingProxy(backend.direct) as proxy:
            proxy.cut('POST', r'/documents$', where)
            try:
                lost = send_through(proxy.url, customer.token, key)
            except (OSError, http.client.HTTPException, ValueError):
                lost = None
        again = customer.file('repair_request', REQUEST, key=key)
        tap.equal((lost, again.status, customer.ask('GET', '/documents?limit=1').json['total']), (None, 201, before + 1),
                  f'/filing/B7/cut {where}: sent again, there is one document')


def test_by_phone(backend, tap):
    staff = staff_of(backend, 'east-motors')
    names = [field['name'] for field in staff.form('repair_request').json['fields']]
    tap.equal(names[:2], ['customer_phone', 'customer_name'], '/filing/E-08/staff file for somebody on the telephone')
    values = dict(REQUEST, customer_phone='+375447654321', customer_name='Пётр Ильич')
    document = staff.file('repair_request', values).json
    tap.equal((document['customer'], document['timeline'][0]['by']), ('Пётр Ильич', 'Павел Жуков'), '/filing/E-08/a card is made, and who filed is kept')
    again = staff.file('repair_request', dict(values, customer_name='Кто-то')).json
    tap.equal(again['customer'], 'Пётр Ильич', '/filing/E-02/a known telephone is a known customer')
    tap.equal(faults(staff.file('repair_request', REQUEST)), {'/values/customer_phone': 'required'}, '/filing/E-08/nobody is filed for without a telephone')


def test_files(backend, tap):
    customer, other = Person(backend, 'east-motors'), Person(backend, 'east-motors', 'fleet@example.org')
    photo = customer.upload('C:\\тайна\\../стук.jpg')
    tap.equal((photo.status, photo.json['name'], photo.json['size']), (201, photo.json['name'], len(JPEG)), '/files/E-08/a file is kept')
    tap.ok('/' not in photo.json['name'] and '\\' not in photo.json['name'], '/files/its name leads nowhere', photo.json['name'])
    tap.equal(customer.upload('x.jpg', PNG).problem, 'unsupported-media', '/files/the first bytes must agree with the kind')
    tap.equal(customer.upload('x.exe', b'MZ' * 9, 'application/x-msdownload').problem, 'unsupported-media', '/files/no programs')
    tap.equal(faults(customer.upload('x.jpg', b'')), {'/file': 'file_size'}, '/files/not empty')
    tap.equal(customer.upload('x.jpg', JPEG + b'0' * (10 * 1024 * 1024)).status, 422, '/files/not too large')
    tap.equal(customer.upload(None).problem, 'bad-request', '/files/not without a name')
    key = 'a1b2c3d4-0000-4000-8000-00000000f11e'
    tap.equal(len({customer.upload(key=key).json['id'] for _ in range(3)}), 1, '/files/B7/one file for one key')
    identifier = photo.json['id']
    tap.equal(customer.ask('GET', f'/files/{identifier}').body, JPEG, '/files/its owner reads it')
    tap.equal(other.ask('GET', f'/files/{identifier}').problem, 'not-found', '/files/nobody else does')
    tap.equal(faults(other.file('repair_request', dict(REQUEST, photos=[identifier]))), {'/values/photos': 'file_gone'},
              '/files/nobody sends what another brought')
    paper = customer.upload('акт.pdf', PDF, 'application/pdf').json['id']
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, photos=[paper]))), {'/values/photos': 'file_type'},
              '/files/E-08/a photo is a picture')
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, photos=[identifier] * 6))), {'/values/photos': 'too_long'},
              '/files/E-08/five at most')
    tap.equal(customer.file('repair_request', dict(REQUEST, photos=[identifier])).status, 201, '/files/E-08/sent along')
    tap.equal(faults(customer.file('repair_request', dict(REQUEST, photos=[identifier]))), {'/values/photos': 'file_gone'},
              '/files/and once only')
    tap.equal(staff_of(backend, 'east-motors').ask('GET', f'/files/{identifier}').body, JPEG, '/files/E-08/the staff see it then')
    loose = customer.upload().json['id']
    advance(backend, 2 * 24 * 3600)
    customer = Person(backend, 'east-motors')
    tap.equal(customer.ask('GET', f'/files/{loose}').problem, 'not-found', '/files/what was never sent is dropped')


def main():
    tap = Tap()
    with Backend(*OPTIONS, tap=tap) as backend:
        for test in (test_form, test_checks, test_file, test_promise, test_once, test_cut, test_by_phone, test_files):
            test(backend, tap)
    return tap.done()


sys.exit(main())
