#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A forgotten password, by mail and by phone; what strangers learn from it."""
import sys

from flowing import Flow, Tap, advance, database, last_message, outbox, register_alpha, start


def sign_in(backend, organisation, login, password):
    return backend.ask('POST', f'/{organisation}/sessions', {'login': login, 'password': password})


def test_by_mail(backend, tap):
    register_alpha(backend, 'anna@example.org')
    before = sign_in(backend, 'alpha', 'anna@example.org', 'секрет 1').json
    flow = Flow(backend, 'alpha', 'recovery')
    tap.equal([field['kind'] for field in flow.step['fields']], ['email', 'captcha'], '/recovery/A-15 A-16 A-17/fields')
    flow.submit('who', {'email': 'anna@example.org'})
    tap.equal(flow.errors(), {'/values/captcha': 'required'}, '/recovery/A-17/anti-bot')
    flow.submit('who', {'email': 'Anna@example.org', 'captcha': flow.captcha()})
    tap.equal((flow.at, flow.step['length']), ('mail', 8), '/recovery/A-18/sent')
    message = last_message(backend, 'Anna@example.org')
    tap.ok(message is not None and message['link'] in message['text'], '/recovery/A-19/mail with instructions', message)
    flow.submit('mail', {'link': message['link']})
    tap.equal(flow.at, 'password', '/recovery/A-19/the link leads to a new password')
    flow.submit('password', {'password': '123'})
    tap.equal(flow.errors(), {'/values/password': 'password_length'}, '/recovery/the rule holds')
    flow.submit('password', {'password': 'совсем новый'})
    tap.equal((flow.json['state'], flow.step['text']), ('done', 'Логин anna@example.org'), '/recovery/done')
    tap.equal(sign_in(backend, 'alpha', 'anna@example.org', 'секрет 1').problem, 'wrong-credentials', '/recovery/old one dead')
    tap.equal(sign_in(backend, 'alpha', 'anna@example.org', 'совсем новый').status, 201, '/recovery/new one works')
    tap.equal(backend.ask('GET', '/alpha/me', token=before['access_token']).problem, 'unauthorized',
              '/recovery/every earlier session ends')


def test_unknown(backend, tap):
    """An unknown address goes the same way, up to a code that nobody gets."""
    known, unknown = Flow(backend, 'alpha', 'recovery'), Flow(backend, 'alpha', 'recovery')
    known.submit('who', {'email': 'anna@example.org', 'captcha': known.captcha()})
    unknown.submit('who', {'email': 'nora@example.org', 'captcha': unknown.captcha()})
    tap.equal(sorted(unknown.step), sorted(known.step), '/recovery/same members')
    same = ('delivery', 'attempts_left', 'length', 'channel')
    tap.equal([unknown.step[name] for name in same], [known.step[name] for name in same], '/recovery/same figures')
    tap.equal(last_message(backend, 'nora@example.org'), None, '/recovery/but nothing is sent')
    unknown.submit('mail', {'code': '12345678'})
    known.submit('mail', {'code': '12345678' if known.code('anna@example.org') != '12345678' else '87654321'})
    tap.equal((unknown.answer.problem, unknown.json['attempts_left']), (known.answer.problem, known.json['attempts_left']),
              '/recovery/same refusal')
    for flow in (known, unknown):
        flow.resend('mail')
        tap.equal(flow.answer.problem, 'too-many-requests', '/recovery/same pause')
    advance(backend, 60)
    for flow in (known, unknown):
        flow.resend('mail')
        tap.equal(flow.answer.status, 200, '/recovery/same new code')
    hashes = database(backend).execute('SELECT count(*) FROM challenges WHERE void = 1').fetchone()[0]
    tap.equal(hashes, 1, '/recovery/only the server knows')


def test_never_guessed(backend, tap):
    """Not even the right digits open a challenge that was never sent."""
    flow = Flow(backend, 'alpha', 'recovery')
    flow.submit('who', {'email': 'nora@example.org', 'captcha': flow.captcha()})
    database(backend).execute('UPDATE challenges SET attempts_left = 90')
    row = database(backend).execute('SELECT f.flow FROM flow_handles f WHERE id = ?', (flow.id,)).fetchone()
    problems = {flow.submit('mail', {'code': f'{number:08}'}).problem for number in range(20)}
    tap.equal(problems, {'wrong-code'}, '/recovery/no code is right')
    tap.ok(row is not None, '/recovery/the flow exists')


def test_by_phone(backend, tap):
    """H-35: the phone gets a code, then a password that is to be changed."""
    connection = database(backend)
    connection.execute("INSERT INTO persons (id, organisation, role, login, name, phone, password, created_at) SELECT 'p1',"
                       " 'gamma', 'customer', '+79123456789', 'Иванов', '+79123456789', password, 0 FROM persons LIMIT 1")
    connection.execute("INSERT INTO logins VALUES ('gamma', 'phone', '+79123456789', 'p1')")
    flow = Flow(backend, 'gamma', 'recovery')
    flow.submit('who', {'phone': '8-912-345-6789'})
    tap.equal((flow.at, flow.step['advice'][0]['text']), ('phone_code', 'СМС ушло на +7 ••• •••-67-89'), '/recovery/H-35/code')
    flow.submit('phone_code', {'code': flow.code('+79123456789')})
    tap.equal((flow.json['state'], flow.step['ticket']), ('done', None), '/recovery/H-35/done')
    message = last_message(backend, '+79123456789')
    words = message['text'].split()
    tap.equal((words[0], words[2:]), ('Пароль:', ['Логин:', '+79123456789']), '/recovery/H-02/a password by SMS')
    answer = sign_in(backend, 'gamma', '+79123456789', words[1])
    tap.equal((answer.status, answer.json['person']['must_change_password']), (201, True), '/recovery/H-02/to be changed')
    tap.ok(len(words[1]) >= 7 and words[1].isalnum() and words[1].isascii(), '/recovery/H-02/it keeps the rule', words[1])
    tap.equal([item.get('code') for item in outbox(backend, 'gamma')][-1], None, '/recovery/a password is no code')


def main():
    tap = Tap()
    with start(tap) as backend:
        test_by_mail(backend, tap)
        test_unknown(backend, tap)
        test_never_guessed(backend, tap)
        test_by_phone(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
