#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Registration in several shapes, from the first step to the first sign-in."""
import sys

from flowing import (Flow, Tap, advance, alpha_values, database, last_message, outbox, register_alpha, start)


def test_one_form(backend, tap):
    flow = Flow(backend, 'alpha')
    tap.equal((flow.answer.status, flow.at, flow.json['state']), (201, 'form', 'active'), '/registration/E-17/begins')
    tap.equal((flow.json['step_number'], flow.json['step_count']), (1, 2), '/registration/step numbers')
    tap.ok('server_time' in flow.json and flow.json['server_time'].endswith('+03:00'), '/registration/server time')
    tap.ok(flow.step['submit'] == 'Зарегистрироваться' and not flow.step['can_go_back'], '/registration/A-10/button')
    tap.equal([field['name'] for field in flow.step['fields']],
              ['person_kind', 'unp', 'email', 'password', 'repeat', 'first_name', 'phone', 'captcha'],
              '/registration/E-19 E-20 E-21 E-22 E-24 E-26 E-32/fields')

    flow.submit('form', {})
    tap.equal((flow.answer.status, flow.answer.problem), (422, 'validation'), '/registration/E-34/empty')
    tap.equal(flow.errors(), {'/values/person_kind': 'required', '/values/email': 'required',
                              '/values/password': 'required', '/values/repeat': 'required', '/values/phone': 'required',
                              '/values/captcha': 'required'}, '/registration/E-28/only starred fields are required')
    flow.submit('form', alpha_values(flow, 'anna@example.org', password='12345', repeat='12346'))
    tap.equal(flow.errors(), {'/values/password': 'password_length', '/values/repeat': 'mismatch'},
              '/registration/E-22 E-23/password')
    flow.submit('form', alpha_values(flow, 'anna@example.org', person_kind='legal', unp='100582334'))
    tap.equal(flow.errors(), {'/values/unp': 'number_check'}, '/registration/E-19/fields of a company')

    flow.submit('form', alpha_values(flow, 'anna@example.org', phone='29 765-43-21'))
    tap.equal((flow.answer.status, flow.at), (200, 'mail'), '/registration/E-35/a mail goes out')
    tap.equal(flow.json['values']['phone'], '+375297654321', '/registration/E-26/phone with its prefix')
    tap.ok('password' not in flow.json['values'] and 'captcha' not in flow.json['values'],
           '/registration/secrets never come back', flow.json['values'])
    tap.equal(flow.step['target'], 'a•••@example.org', '/registration/target is masked')
    tap.equal(flow.step['delivery'], 'sent', '/registration/delivery state')
    message = last_message(backend, 'anna@example.org')
    tap.ok(message['code'] in message['text'] and message['link'] in message['text'], '/registration/E-36/link or code')
    tap.ok('60 мин. Мастерская «Альфа»' in message['text'], '/registration/message is filled in', message['text'])
    answer = backend.ask('POST', '/alpha/sessions', {'login': 'anna@example.org', 'password': 'секрет 1'})
    tap.equal(answer.problem, 'wrong-credentials', '/registration/E-37/no cabinet before the confirmation')

    flow.submit('mail', {'code': message['code'][:3] + ' ' + message['code'][3:]})
    tap.equal((flow.json['state'], flow.at), ('done', 'done'), '/registration/E-36/code with a space')
    tap.equal(flow.step['text'], 'Логин anna@example.org', '/registration/login is told')
    tap.equal(flow.json['confirmed'], [{'kind': 'email', 'value': 'a•••@example.org'}], '/registration/confirmed')
    answer = backend.ask('POST', '/alpha/sessions', {'ticket': flow.step['ticket']})
    tap.equal(answer.status, 201, '/registration/T-37/a ticket opens the cabinet')
    me = backend.ask('GET', '/alpha/me', token=answer.json['access_token']).json
    tap.equal((me['login'], me['email'], me['phone'], me['person_kind'], me['role']),
              ('anna@example.org', 'anna@example.org', '+375297654321', 'natural', 'customer'), '/registration/profile')
    tap.equal(me['manager']['name'], 'Ирина Первая', '/registration/A-04/a manager is assigned')
    answer = backend.ask('POST', '/alpha/sessions', {'ticket': flow.step['ticket']})
    tap.equal(answer.problem, 'wrong-credentials', '/registration/a ticket is good once')
    flow.get()
    tap.equal(flow.step['ticket'], None, '/registration/no second ticket after the first was used')
    answer = backend.ask('POST', '/alpha/sessions', {'login': 'ANNA@example.org', 'password': 'секрет 1'})
    tap.equal(answer.status, 201, '/registration/E-37/sign in with the password')
    second = register_alpha(backend, 'boris@example.org')
    token = backend.ask('POST', '/alpha/sessions', {'ticket': second.step['ticket']}).json['access_token']
    tap.equal(backend.ask('GET', '/alpha/me', token=token).json['manager']['name'], 'Олег Второй',
              '/registration/A-04/managers take turns')


def test_taken(backend, tap):
    flow = Flow(backend, 'alpha')
    values = alpha_values(flow, 'Anna@Example.org')
    flow.submit('form', values)
    tap.equal(flow.errors(), {'/values/email': 'taken'}, '/registration/a login is one person’s')
    flow.submit('form', {**values, 'email': 'vera@example.org'})
    tap.equal(flow.at, 'mail', '/registration/another mistake costs no second captcha')
    rival = Flow(backend, 'alpha')
    rival.submit('form', alpha_values(rival, 'vera@example.org', password='другой', repeat='другой'))
    rival.submit('mail', {'code': rival.code('vera@example.org')})
    tap.equal(rival.json['state'], 'done', '/registration/the first to confirm gets the address')
    flow.get()
    tap.equal(flow.at, 'mail', '/registration/the other still waits')


def test_wizard(backend, tap):
    flow = Flow(backend, 'beta')
    tap.equal((flow.at, flow.json['step_number'], flow.json['step_count']), ('phone', 1, 5), '/registration/T-07/begins')
    flow.submit('phone', {'phone': '8 913 000-00-45'})
    tap.equal((flow.at, flow.step['target']), ('phone_code', '+7 ••• •••-00-45'), '/registration/T-08 T-09/phone')
    message = last_message(backend, '+79130000045')
    tap.equal((message['channel'], message['text']), ('sms', f'{message["code"]} — код подтверждения'), '/registration/T-10/sms')
    tap.equal(flow.step['resend'], 'Получить новый код', '/registration/T-12/label')
    tap.equal([(item['kind'], item['after']) for item in flow.step['advice']], [('resend', 120), ('phone', 240)],
              '/registration/T-13/ladder of advice')
    tap.equal(flow.step['advice'][1]['extension'], '200', '/registration/T-13/extension')

    flow.resend('phone_code')
    tap.equal((flow.answer.status, flow.answer.problem), (429, 'too-many-requests'), '/registration/T-12/too early')
    tap.ok(1 <= int(flow.answer.headers['Retry-After']) <= 120, '/registration/T-12/when it will be possible')
    advance(backend, 120)
    flow.resend('phone_code')
    newer = last_message(backend, '+79130000045')
    tap.ok(flow.answer.status == 200 and newer['id'] > message['id'], '/registration/T-12/a new code after two minutes')
    if newer['code'] != message['code']:
        flow.submit('phone_code', {'code': message['code']})
        tap.equal((flow.answer.problem, flow.json['attempts_left']), ('wrong-code', 4), '/registration/the old code is dead')
    flow.submit('phone_code', {'code': newer['code']})
    tap.equal((flow.at, flow.json['step_number']), ('email', 3), '/registration/T-11 T-14/code accepted')
    tap.equal(flow.json['confirmed'], [{'kind': 'phone', 'value': '+7 ••• •••-00-45'}], '/registration/confirmed phone')

    for typed, code in ((' ivan@example.org', 'email_spaces'), ('ivan@example.org ', 'email_spaces'), ('ivan@', 'email'),
                        ('ivan', 'email'), ('i v@example.org', 'email')):
        flow.submit('email', {'email': typed})
        tap.equal(flow.errors(), {'/values/email': code}, f'/registration/T-16 T-17/“{typed}”')
    flow.submit('email', {'email': 'ivan@example.org'})
    tap.equal((flow.at, flow.step['channel']), ('email_code', 'email'), '/registration/T-15 T-18/mail')
    tap.equal([(item['kind'], item['after']) for item in flow.step['advice']], [('spam', 1200), ('spelling', 1200)],
              '/registration/T-20 T-21/advice after twenty minutes')
    tap.equal(flow.step['advice'][1]['text'], 'Письмо ушло на i•••@example.org', '/registration/T-21/spelling')
    sent, again = flow.step['sent_at'], flow.step['resend_at']
    tap.ok(sent < again, '/registration/T-22/new code for the mail')
    flow.submit('email_code', {'code': f'Здравствуйте! Ваш код: {flow.code("ivan@example.org")}. Не отвечайте.'})
    tap.equal(flow.at, 'finish', '/registration/T-19 T-24/the whole message pasted')
    for password, code in (('abc', 'password_digit'), ('a 1', 'password_alphabet'), ('a1!', 'password_alphabet'),
                           ('a_1', 'password_alphabet'), ('a№1', 'password_alphabet')):
        flow.submit('finish', {'first_name': 'Иван', 'last_name': 'Петров', 'password': password})
        tap.equal(flow.errors(), {'/values/password': code}, f'/registration/T-28 T-29 T-30/“{password}”')
    flow.submit('finish', {'first_name': ' Иван ', 'last_name': 'Петров', 'password': 'a1'})
    tap.equal((flow.json['state'], [(a['id'], a['suggested']) for a in flow.step['actions']]),
              ('done', [('home', False), ('cabinet', True)]), '/registration/T-35 T-36 T-37/success')
    answer = backend.ask('POST', '/beta/sessions', {'login': '8(913)000-00-45', 'password': 'a1', 'remember': True})
    tap.equal((answer.status, answer.json['person']['name']), (201, 'Иван Петров'), '/registration/T-25 T-26/signed in')
    answer = backend.ask('POST', '/beta/sessions', {'login': 'ivan@example.org', 'password': 'a1'})
    tap.equal(answer.problem, 'wrong-credentials', '/sign-in/only logins that the descriptor names')
    again = Flow(backend, 'beta')
    again.submit('phone', {'phone': '+79130000045'})
    tap.equal(again.errors(), {'/values/phone': 'taken'}, '/registration/the number is taken now')


def test_going_back(backend, tap):
    flow = Flow(backend, 'beta')
    flow.submit('phone', {'phone': '9130000046'})
    before = len(outbox(backend))
    tap.equal((flow.step['can_go_back'], flow.step['back_to']), (True, 'phone'), '/registration/going back is offered')
    flow.back('phone')
    tap.equal((flow.at, flow.json['values']), ('phone', {'phone': '+79130000046'}), '/registration/back keeps the value')
    flow.submit('phone', {'phone': '9130000046'})
    tap.equal((flow.at, len(outbox(backend))), ('phone_code', before), '/registration/the same number gets no second SMS')
    old = flow.code('+79130000046')
    flow.back('phone')
    flow.submit('phone', {'phone': '9130000047'})
    tap.equal(len(outbox(backend)), before + 1, '/registration/a corrected number gets one')
    flow.submit('phone_code', {'code': old})
    tap.ok(flow.answer.problem == 'wrong-code' or old == flow.code('+79130000047'), '/registration/a code of another number')
    flow.back('finish')
    tap.equal(flow.answer.problem, 'conflict', '/registration/never forward')
    flow.submit('phone_code', {'code': flow.code('+79130000047')})
    tap.equal((flow.at, flow.step['back_to']), ('email', 'phone'), '/registration/back over a proof, to the number')
    flow.get()
    stale = flow.submit('phone_code', {'code': '000000'})
    tap.equal(stale.problem, 'conflict', '/registration/a step that is over')


def test_every_kind(backend, tap):
    flow = Flow(backend, 'delta')
    tap.equal(flow.json['step_count'], 4, '/registration/steps that do not apply are not counted')
    start_values = {'login': 'taras', 'country': 'UA', 'email': 'taras@example.org', 'company': 'no'}
    flow.submit('start', start_values)
    tap.equal((flow.at, flow.json['step_number'], flow.json['step_count']), ('details', 2, 3),
              '/registration/no number, nothing to prove')
    flow.back('start')
    flow.submit('start', {**start_values, 'phone_ua': '050 422-23-33', 'phone_ru': 'hidden'})
    tap.equal(flow.at, 'phone_code', '/registration/A-08/fields by choice')
    tap.ok('phone_ru' not in flow.json['values'], '/registration/hidden fields are not taken')
    flow.submit('phone_code', {'code': flow.code('+380504222333')})
    tap.equal(flow.at, 'details', '/registration/five digits')
    flow.back('start')
    flow.submit('start', {**start_values, 'company': 'yes', 'register': 'inn', 'inn': '7707083893', 'phone_ua': '0504222333'})
    tap.equal((flow.at, flow.json['step_count']), ('details', 5), '/registration/a proved number is not proved again')
    flow.submit('details', {})
    tap.equal(flow.at, 'extra', '/registration/a step by condition')
    flow.submit('extra', {'iban': 'UA21 3223 1300 0002 6007 2335 6600 1'})
    tap.equal(flow.at, 'mail_code', '/registration/iban')
    flow.submit('mail_code', {'code': flow.code('taras@example.org')})
    tap.equal((flow.json['state'], flow.step['login']), ('done', 'taras'), '/registration/done')
    message = last_message(backend, 'taras@example.org')
    password = message['text'].split()[1].rstrip(',')
    tap.equal(message['text'], f'Пароль {password}, логін taras', '/registration/H-02/the password comes by message')
    answer = backend.ask('POST', '/delta/sessions', {'login': 'Taras', 'password': password})
    tap.equal((answer.status, answer.json['person']['must_change_password']), (201, True), '/registration/H-02/to be changed')
    token = answer.json['access_token']
    answer = backend.ask('POST', '/delta/password', {'current': password, 'password': 'novyj1'}, token=token)
    tap.equal(answer.status, 204, '/registration/H-02/changed')
    answer = backend.ask('POST', '/delta/sessions', {'login': '+380504222333', 'password': 'novyj1'})
    tap.equal((answer.status, answer.json['person']['must_change_password']), (201, False), '/registration/A-12/by phone')
    row = database(backend).execute("SELECT password FROM persons WHERE login = 'taras'").fetchone()
    tap.ok(row['password'].startswith('$argon2id$'), '/registration/only a hash is kept')


def main():
    tap = Tap()
    with start(tap) as backend:
        test_one_form(backend, tap)
        test_taken(backend, tap)
        test_wizard(backend, tap)
        test_going_back(backend, tap)
        test_every_kind(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
