#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Meters: listed with last value and source, readings sent in a window, looked at, taken, questioned and corrected."""
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import Backend, Tap  # noqa: E402
from cutting_proxy import AFTER, CuttingProxy  # noqa: E402
from flowing import advance  # noqa: E402
from reading import ORG, AlwaysOpen, Flat  # noqa: E402

COLD, HOT, BATH, POWER, HEAT = '18402671', '18402688', '20117345', '0471166', '5520817'


class Desk:
    """Staff before the sheets of the flats."""

    def __init__(self, backend):
        self.backend = backend
        self.token = backend.sign_in(ORG, 'staff@example.org', 'staff2026')

    def list(self, **query):
        return self.backend.ask('GET', f'/{ORG}/documents?{urllib.parse.urlencode(query)}', token=self.token).json['items']

    def sheet(self, account):
        found = next(row for row in self.list(type='readings') if row['number'].endswith('/' + account))
        return self.backend.ask('GET', f'/{ORG}/documents/{found["id"]}', token=self.token).json

    def window(self):
        found = self.list(type='reading_window')[0]
        return self.backend.ask('GET', f'/{ORG}/documents/{found["id"]}', token=self.token).json

    def act(self, document, action, **values):
        return self.backend.ask('POST', f'/{ORG}/documents/{document["id"]}/actions/{action}', {'values': values},
                                token=self.token, headers={'If-Match': f'"{document["version"]}"'})

    def choice(self, document, action, number, zone=''):
        options = next(entry for entry in document['actions'] if entry['id'] == action)['fields'][0]['options']
        return next(option['value'] for option in options if number in option['title'] and zone in option['title'])


def test_list(tap, flat):
    answer = flat.list().json
    cold = flat.meter(COLD)
    zone = cold['zones'][0]
    tap.equal((cold['title'], cold['unit'], cold['digits'], cold['decimals'], cold['kind']),
              ('Холодная вода, кухня', 'м³', 6, 3, 'cold_water'), '/meters/H-37/a meter with its unit and places')
    tap.equal((zone['last']['value'], zone['last']['source'], zone['last']['source_title'], zone['last']['state']['title']),
              ('482.319', 'customer', 'передал жилец', 'Принято'), '/meters/H-37/last value, source, state')
    tap.ok(zone['last']['taken_at'] > zone['last']['sent_at'], '/meters/H-37/sent and taken are two dates', zone)
    tap.equal([entry.get('title') for entry in flat.meter(POWER)['zones']], ['день', 'ночь'], '/meters/H-38/zones of one meter')
    tap.ok(flat.meter('20117350')['verified_until'] > answer['window']['from'], '/meters/H-37/verification date')
    tap.equal(flat.zone(HEAT)['current']['source'], 'device', '/meters/H-37/a device sends by itself')
    tap.ok(float(zone['usual']) > 4, '/meters/H-38/what is usual', zone)
    tag = flat.list().headers['ETag']
    again = flat.backend.ask('GET', f'/{ORG}/accounts/{flat.account}/meters', token=flat.token, headers={'If-None-Match': tag})
    tap.equal(again.status, 304, '/meters/nothing new costs nothing')
    tap.equal(flat.backend.ask('GET', f'/{ORG}/accounts/999/meters', token=flat.token).status, 404, '/meters/not mine')
    history = flat.backend.ask('GET', f'/{ORG}/meters/{flat.meter(POWER)["id"]}/readings', token=flat.token).json['items']
    tap.equal((len(history), {entry['zone'] for entry in history}), (50, {'day', 'night'}), '/meters/H-37/history of two years')
    tap.equal(sorted({entry['source'] for entry in history}), ['customer', 'estimate'], '/meters/H-37/estimates are marked')
    tap.ok('used' not in history[-1] and 'used' in history[0], '/meters/H-37/use from month to month')


def test_bad_values(tap, flat):
    for value, code in (('', 'required'), ('48x', 'reading_number'), ('-488', 'reading_number'), ('488,5,1', 'reading_number'),
                        ('1234567', 'reading_digits'), ('9' * 30, 'reading_digits'), ('488.5231', 'reading_decimals'),
                        ('💧', 'reading_number'), ('400', 'reading_lower'), ('2154,02', 'reading_high')):
        tap.equal(flat.code(flat.item(COLD, value)), code, f'/meters/H-38/bad value {value[:12]!r}')
    high = flat.send(flat.item(COLD, '2154.02')).json['items'][0]['error']['params']
    tap.ok(high['times'] > 100, '/meters/H-38/how many times the usual', high)
    tap.equal(flat.code(flat.item(COLD, '400', answer='passed_zero')), 'reading_lower', '/meters/H-38/zero is far from there')
    other = flat.item(COLD, '488.5') | {'month': '2020-01'}
    tap.equal(flat.code(other), 'reading_window', '/meters/H-38/a month that is over')
    tap.equal(flat.code(flat.item(COLD, '488.5') | {'month': 'soon'}, direct=True), 'reading_month', '/meters/H-38/no month')
    tap.equal(flat.code(flat.item(COLD, '488.5') | {'meter': '99999'}), 'meter_unknown', '/meters/H-38/a meter of nobody')
    tap.equal(flat.code(flat.item(COLD, '488.5') | {'zone': 'dusk'}), 'meter_unknown', '/meters/H-38/a zone that it does not have')
    tap.equal(flat.code(flat.item(HEAT, '22')), 'reading_taken', '/meters/H-38/taken already')
    tap.equal(flat.send(direct=True).status, 400, '/meters/H-38/nothing at all')
    tap.ok('current' not in flat.zone(COLD), '/meters/H-38/nothing of it was taken in')


def test_send(tap, flat, desk):
    before = desk.sheet('123456789')
    tap.equal(before['state']['id'], 'awaited', '/meters/H-38/the sheet waits for readings')
    results = flat.send(flat.item(COLD, '488,523'), flat.item(BATH, 'abc'), flat.item(POWER, '18 391', zone='day')).json['items']
    tap.equal([('reading' in entry, entry.get('error', {}).get('code')) for entry in results],
              [(True, None), (False, 'reading_number'), (True, None)], '/meters/H-38/each is answered by itself')
    current = flat.zone(COLD)['current']
    tap.equal((current['value'], current['used'], current['state']['id'], current.get('taken_at')), ('488.523', '6.204', 'sent', None),
              '/meters/H-38/sent, not taken yet')
    flat.send(flat.item(COLD, '488.9'))
    tap.equal(flat.zone(COLD)['current']['value'], '488.900', '/meters/H-38/another one takes its place')
    tap.equal(flat.code(flat.item(BATH, '260', answer='confirmed')), None, '/meters/H-38/unusually high is taken with the answer')
    tap.equal(flat.code(flat.item(HOT, '5', answer='replaced')), None, '/meters/H-38/a new meter begins low')
    tap.equal(flat.zone(HOT)['current'].get('used'), None, '/meters/H-38/of a new meter nothing is reckoned')
    tap.equal(flat.code(flat.item(POWER, '7802', zone='night')), None, '/meters/H-38/the same as before: nobody at home')
    sheet = desk.sheet('123456789')
    tap.equal((sheet['state']['id'], sheet['waits']), ('sent', True), '/meters/H-38/the staff see it')
    tap.ok(any('482,319 → 488,900 м³ (+6,581)' in entry['value'] for entry in sheet['properties']), '/meters/H-37/last, new, use', sheet)
    tap.ok(any('жилец подтвердил' in entry['value'] for entry in sheet['properties']), '/meters/H-38/what was answered')


def test_desk(tap, flat, desk):
    sheet = desk.sheet('123456789')
    meter = desk.choice(sheet, 'question', BATH)
    sheet = desk.act(sheet, 'question', meter=meter, reason='high', comment='Нет ли течи?').json
    current = flat.zone(BATH)['current']
    tap.equal((sheet['state']['id'], current['state']['title'], current['note']),
              ('questioned', 'Под вопросом', 'Расход намного больше обычного. Нет ли течи?'), '/meters/H-37/a reading is questioned')
    letter = flat.backend.ask('GET', f'/demo/outbox?organisation={ORG}').json['items'][-1]
    tap.ok('Холодная вода, ванная: 260,000 м³' in letter['text'], '/meters/H-37/whoever keeps the account is told', letter)
    none = desk.act(sheet, 'question', meter=desk.choice(sheet, 'question', '20117350'), reason='low')
    tap.equal(none.json['errors'][0]['code'], 'reading_none', '/meters/H-37/where there is none, nothing is asked')
    wrong = desk.act(sheet, 'correct', meter=meter, value='много', comment='по телефону')
    tap.equal(wrong.json['errors'][0]['pointer'], '/values/value', '/meters/H-37/staff type wrong too')
    sheet = desk.act(sheet, 'correct', meter=meter, value='216,4', comment='По телефону, опечатка').json
    current = flat.zone(BATH)['current']
    tap.equal((current['value'], current['source'], current['state']['id'], current['used']), ('216.400', 'staff', 'taken', '4.998'),
              '/meters/H-37/corrected by staff, marked as theirs')
    sheet = desk.act(sheet, 'accept').json
    tap.equal({flat.zone(number)['current']['state']['id'] for number in (COLD, HOT, BATH)}, {'taken'}, '/meters/H-37/accepted')
    tap.equal(flat.code(flat.item(COLD, '489')), 'reading_taken', '/meters/H-38/what was taken is not sent again')
    tap.equal(sheet['state']['id'], 'awaited', '/meters/H-38/one meter is still missing')
    history = [(entry['title'], entry.get('by')) for entry in sheet['timeline']]
    tap.ok(('Показания приняты', 'Людмила Петровна Чижова') in history, '/meters/H-37/who decided is kept', history)


def test_rollover(tap, desk):
    """The other flat's water meter stands before its end."""
    sheet = desk.sheet('234567890')
    sheet = desk.act(sheet, 'correct', meter=desk.choice(sheet, 'correct', '33018254'), value='3,1', comment='Обход').json
    tap.ok(any('99998,200 → 3,100 м³ (+4,900)' in entry['value'] for entry in sheet['properties']), '/meters/H-37/through zero', sheet)


def test_window(tap, flat, desk):
    window = desk.window()
    tap.equal(window['state']['id'], 'open', '/meters/H-38/the window is open')
    closed = desk.act(window, 'close').json
    tap.equal(closed['state']['id'], 'closed', '/meters/H-38/closed by hand')
    answer = flat.list().json['window']
    tap.equal((answer['open'], answer['days_left'], answer['month'] > window['number']), (False, 0, True), '/meters/H-38/the next one is told')
    tap.equal(flat.code(flat.item('20117350', '167') | {'month': window['number']}), 'reading_window', '/meters/H-38/closed is closed')
    missing = [row['number'] for row in desk.list(type='readings', state='missing')]
    tap.equal(sorted(number.split('/')[1] for number in missing), ['123456789', '234567890', '345678901'],
              '/meters/H-38/list of flats without a reading')
    sheet = desk.act(desk.sheet('345678901'), 'estimate').json
    tap.equal(sheet['state']['id'], 'estimated', '/meters/H-37/estimated by what is usual')
    tap.ok('по среднему' in sheet['properties'][0]['value'], '/meters/H-37/the source is kept', sheet['properties'])
    late = desk.act(closed, 'open', until='2020-01-01')
    tap.equal(late.json['errors'][0]['pointer'], '/values/until', '/meters/H-38/not into the past')
    opened = desk.act(closed, 'open', until=answer['to'])
    tap.equal(opened.json['state']['id'], 'open', '/meters/H-38/opened again')
    tap.equal(flat.list().json['window']['month'], window['number'], '/meters/H-38/readings of that month are taken again')
    tap.equal([row['number'].split('/')[1] for row in desk.list(type='readings', state='missing')], [], '/meters/H-38/nobody is missing yet')


def test_lost_answer(tap, backend, flat):
    """What the server has committed is not done twice, although nobody heard the answer."""
    with CuttingProxy(backend.direct) as proxy:
        proxy.cut('POST', r'/readings$', AFTER, times=1)
        key = '6f2c2a3e-6a5f-4f0e-9a53-0d9f5b1a7c11'
        item = flat.item('20117350', '167.1')
        before = len(desk_events(backend))
        url, backend.direct = backend.direct, proxy.url
        try:
            flat.send(item, key=key, direct=True)
            tap.ok(False, '/meters/H-38/the connection is cut')
        except OSError:
            tap.ok(True, '/meters/H-38/the connection is cut')
        answer = flat.send(item, key=key, direct=True)
        backend.direct = url
        tap.equal(answer.json['items'][0]['reading']['value'], '167.100', '/meters/H-38/the second try gets the first one’s answer')
        tap.equal(len(desk_events(backend)) - before, 1, '/meters/H-38/one reading, one entry')
        other = flat.send(item | {'value': '168'}, key=key)
        tap.equal(other.problem, 'idempotency-mismatch', '/meters/H-38/the key is for this one only')


def desk_events(backend):
    return [entry for entry in Desk(backend).sheet('123456789')['timeline'] if entry['title'] == 'Показание передано']


def test_calendar(tap, backend):
    """The clock opens and closes by itself."""
    advance(backend, 40 * 24 * 3600)
    flat, desk = Flat(backend), Desk(backend)
    tap.ok(flat.list().json['window']['open'], '/meters/H-38/the next month opens by itself')
    numbers = {row['number'] for row in desk.list(type='readings')}
    tap.ok(len(numbers) >= 6, '/meters/H-38/with sheets of its own', numbers)
    tap.ok(desk.list(type='readings', state='missing'), '/meters/H-38/what was not sent is missing for good')


def main():
    tap = Tap()
    with AlwaysOpen() as organisations, \
            Backend('--seed', 'demo', '--demo-outbox', '--demo-clock', organisations=organisations, tap=tap) as backend:
        flat, desk = Flat(backend), Desk(backend)
        test_list(tap, flat)
        test_bad_values(tap, flat)
        test_send(tap, flat, desk)
        test_desk(tap, flat, desk)
        test_rollover(tap, desk)
        test_window(tap, flat, desk)
        test_lost_answer(tap, backend, flat)
        test_calendar(tap, backend)
        staff = Desk(backend)
        tap.equal(backend.ask('GET', f'/{ORG}/accounts/{flat.account}/meters', token=staff.token).status, 404, '/meters/H-37/staff see sheets')
        other = backend.sign_in('spetsavto')
        account = backend.ask('GET', '/spetsavto/accounts', token=other).json['items'][0]['id']
        tap.equal(backend.ask('GET', f'/spetsavto/accounts/{account}/meters', token=other).status, 404, '/meters/H-37/not every organisation reads')
    return tap.done()


sys.exit(main())
