#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of field and every rule, as the server holds them: whatever a client sends."""
import base64
import sys

from flowing import Flow, Tap, start

PNG = b'\x89PNG\r\n\x1a\n' + b'\0' * 100
START = {'login': 'field', 'country': 'UA', 'email': 'field@example.org', 'company': 'no'}

# name of a field of the step “details”, what is sent, error code or None, what is kept
CASES = (
    ('born', '1990-02-28', None, '1990-02-28'),
    ('born', '1990-02-30', 'date', None),
    ('born', '28.02.1990', 'date', None),
    ('born', '1990-02-28T00:00:00Z', 'date', None),
    ('born', 19900228, 'date', None),
    ('mileage', 0, None, 0),
    ('mileage', 12.5, None, 12.5),
    ('mileage', -1, 'range', None),
    ('mileage', 1000001, 'range', None),
    ('mileage', 1e308, 'range', None),
    ('mileage', '5', 'range', None),
    ('mileage', True, 'range', None),
    ('mileage', [5], 'range', None),
    ('budget', {'minor': 44730, 'currency': 'UAH'}, None, {'minor': 44730, 'currency': 'UAH'}),
    ('budget', {'minor': 44730, 'currency': 'RUB'}, 'range', None),
    ('budget', {'minor': 447.3, 'currency': 'UAH'}, 'range', None),
    ('budget', {'minor': 99, 'currency': 'UAH'}, 'range', None),
    ('budget', {'minor': -44730, 'currency': 'UAH'}, 'range', None),
    ('budget', {'currency': 'UAH'}, 'range', None),
    ('budget', 447.3, 'range', None),
    ('account', '12 345-67 АВ', None, '12345-67AB'),
    ('account', '1' * 21, 'too_long', None),
    ('vin', 'XTA210990Y2766389', None, 'XTA210990Y2766389'),
    ('vin', 'xta 210990y 2766389', None, 'XTA210990Y2766389'),
    ('vin', 'XTA210990Y276638', 'vin_length', None),
    ('vin', 'ITA210990Y2766389', 'vin_alphabet', None),
    ('car', 'Škoda Octavia', None, 'Škoda Octavia'),
    ('promo', 'ZIMA26', None, None),
    ('promo', 'A' * 13, 'too_long', None),
    ('stars', 1, None, 1),
    ('stars', 5, None, 5),
    ('stars', 6, 'range', None),
    ('stars', 0, 'range', None),
    ('stars', 4.5, 'range', None),
    ('comment', '  <a href="x">&</a>  ', None, '<a href="x">&</a>'),
    ('comment', "Robert'); DROP TABLE persons;--", None, "Robert'); DROP TABLE persons;--"),
    ('comment', 'две\nстроки', None, 'две\nстроки'),
    ('comment', 'a\u0007b', 'alphabet', None),
    ('comment', 'a\u202eb', 'alphabet', None),
    ('comment', 'a\u009bb', 'alphabet', None),
    ('comment', 'ы' * 200, None, 'ы' * 200),
    ('comment', 'ы' * 201, 'too_long', None),
    ('comment', 5, 'pattern', None),
    ('comment', {'a': 1}, 'pattern', None),
    ('comment', None, None, None),
    ('comment', '   ', None, None),
    ('photo', [{'name': 'a.png', 'content_type': 'image/png', 'data': base64.b64encode(PNG).decode()}], None,
     [{'name': 'a.png', 'content_type': 'image/png'}]),
    ('photo', [{'name': '../../a.png', 'content_type': 'image/png', 'data': base64.b64encode(PNG).decode()}], None, 'a safe name'),
    ('photo', [{'name': 'a.png', 'content_type': 'image/png', 'data': base64.b64encode(b'MZ').decode()}], 'file_type', None),
    ('photo', [{'name': 'a.exe', 'content_type': 'application/x-msdownload', 'data': 'TVo='}], 'file_type', None),
    ('photo', [{'name': 'a.png', 'content_type': 'image/png', 'data': base64.b64encode(PNG * 20).decode()}], 'file_size', None),
    ('photo', [{'name': 'a.png', 'content_type': 'image/png', 'data': base64.b64encode(PNG).decode()}] * 3, 'too_long', None),
    ('photo', 'a.png', 'file_type', None),
    ('photo', [5], 'file_type', None),
    ('newer', 'anything', 'unknown_member', None),
)


def test_kinds(backend, tap):
    flow = Flow(backend, 'delta')
    flow.submit('start', START)
    for name, sent, code, kept in CASES:
        flow.submit('details', {name: sent})
        label = f'/fields/{name} {str(sent)[:40]!r}'
        if code is not None:
            tap.equal((flow.answer.status, flow.errors()), (422, {f'/values/{name}': code}), label)
            continue
        accepted = flow.json.get('values', {}).get(name) if flow.at == 'mail_code' else flow.answer
        if kept == 'a safe name':
            tap.ok('/' not in accepted[0]['name'] and '..' not in accepted[0]['name'], label, accepted)
        else:
            tap.equal(accepted, kept, label)
        flow.back('details')
    flow.submit('details', {'promo': 'ZIMA26'})
    tap.ok('promo' not in flow.json['values'], '/fields/a secret value is never sent back')


def test_members(backend, tap):
    flow = Flow(backend, 'delta')
    flow.submit('start', {**START, 'is_admin': True, 'a/b~c': 1, 'x' * 500: 1})
    errors = flow.errors()
    tap.equal(errors.get('/values/is_admin'), 'unknown_member', '/fields/unknown member')
    tap.equal(errors.get('/values/a~1b~0c'), 'unknown_member', '/fields/a pointer is escaped')
    tap.ok(max(map(len, errors)) <= 200, '/fields/a pointer is short')
    flow.submit('start', {**START, 'hello': 'notes take nothing'})
    tap.ok(flow.answer.status == 200 and 'hello' not in flow.json['values'], '/fields/a note keeps nothing', flow.answer)
    flow.back('start')
    flow.submit('start', {**START, 'country': 'XX'})
    tap.equal(flow.errors(), {'/values/country': 'option'}, '/fields/no such option')
    flow.submit('start', {**START, 'login': 'Admin'})
    tap.equal(flow.errors(), {'/values/login': 'pattern'}, '/fields/the pattern holds for the whole text')
    flow.submit('start', {**START, 'login': 'field\n'})
    tap.equal(flow.answer.status, 200, '/fields/spaces around a text are nothing')
    tap.equal(flow.json['values']['login'], 'field', '/fields/and are taken away')


def test_conditions(backend, tap):
    flow = Flow(backend, 'delta')
    flow.submit('start', {**START, 'company': 'yes'})
    tap.equal(flow.errors(), {'/values/register': 'required'}, '/fields/A-08/asked for when shown')
    flow.submit('start', {**START, 'company': 'yes', 'register': 'inn'})
    tap.equal(flow.errors(), {'/values/inn': 'required'}, '/fields/A-08/one condition after another')
    flow.submit('start', {**START, 'company': 'yes', 'register': 'inn', 'inn': '7707083894'})
    tap.equal(flow.errors(), {'/values/inn': 'number_check'}, '/fields/check digits')
    flow.submit('start', {**START, 'company': 'no', 'register': 'inn', 'inn': 'nonsense'})
    tap.equal((flow.answer.status, 'inn' in flow.json['values'], 'register' in flow.json['values']), (200, False, False),
              '/fields/A-08/a field behind a hidden field is hidden too')


def test_phones(backend, tap):
    for typed, country, name, code in (('050 422-23-33', 'UA', 'phone_ua', None), ('+38 (050) 422-23-33', 'UA', 'phone_ua', None),
                                       ('+7 913 000-00-45', 'UA', 'phone_ua', 'phone_country'), ('12345', 'UA', 'phone_ua', 'phone'),
                                       ('5' * 5000, 'UA', 'phone_ua', 'phone'), (380504222333, 'UA', 'phone_ua', 'phone'),
                                       ('8 913 000-00-45', 'RU', 'phone_ru', None), ('9130000045', 'RU', 'phone_ru', None)):
        flow = Flow(backend, 'delta')
        flow.submit('start', {**START, 'country': country, name: typed})
        kept = flow.json.get('values', {}).get(name)
        wanted = '+380504222333' if country == 'UA' else '+79130000045'
        tap.equal((flow.errors(), kept), ({f'/values/{name}': code}, None) if code else ({}, wanted), f'/fields/phone {str(typed)[:30]!r}')


def test_foreign_login(backend, tap):
    """A number of a country that is not the organisation's own is a login all the same, with and without its plus."""
    flow = Flow(backend, 'delta')
    flow.submit('start', {**START, 'login': 'roman', 'email': 'roman@example.org', 'country': 'RU', 'phone_ru': '9130000088'})
    flow.submit('phone_code', {'code': flow.code('+79130000088')})
    flow.submit('details', {})
    flow.submit('mail_code', {'code': flow.code('roman@example.org')})
    password = [m for m in backend.ask('GET', '/demo/outbox').json['items'] if m.get('subject') == 'Пароль'][-1]['text'].split()[1].rstrip(',')
    for login in ('+79130000088', '8 (913) 000-00-88', 'ROMAN'):
        answer = backend.ask('POST', '/delta/sessions', {'login': login, 'password': password})
        tap.equal(answer.status, 201, f'/fields/A-12/sign in as {login}')


def main():
    tap = Tap()
    with start(tap) as backend:
        test_kinds(backend, tap)
        test_members(backend, tap)
        test_conditions(backend, tap)
        test_phones(backend, tap)
        test_foreign_login(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
