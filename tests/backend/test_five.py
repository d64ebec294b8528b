#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The five registrations and recoveries of the real descriptors, through the real backend to the first sign-in."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from flowing import Flow, advance, last_message  # noqa: E402


def consent(backend, organisation, identifier):
    """What a client sends when the tick is set: the text as it was shown."""
    texts = backend.ask('GET', f'/{organisation}').json['legal']
    text = next(text for text in texts if text['id'] == identifier)
    return {'accepted': True, 'id': identifier, 'version': text['version'], 'sha256': text['sha256'], 'locale': 'ru_RU',
            'at': '2026-11-22T12:00:00+03:00'}


def enter(backend, organisation, flow):
    """Signs in with the ticket of the last page; answers the person."""
    answer = backend.ask('POST', f'/{organisation}/sessions', {'ticket': flow.step['ticket']})
    token = answer.json['access_token']
    return token, backend.ask('GET', f'/{organisation}/me', token=token).json


def test_east(backend, tap):
    flow = Flow(backend, 'east-motors')
    values = {'person_kind': 'natural', 'email': 'known@example.org', 'password': 'пароль', 'password_repeat': 'пароль',
              'phone': '80291234567', 'captcha': flow.captcha()}
    flow.submit('form', values)
    tap.equal(flow.at, 'email_confirmation', '/five/E-35/form with starred fields only')
    message = last_message(backend, 'known@example.org')
    flow.submit('email_confirmation', {'link': message['link'].rsplit('/', 1)[1]})
    tap.equal(flow.json['state'], 'done', '/five/E-36/link from the mail')
    token, me = enter(backend, 'east-motors', flow)
    tap.equal((me['login'], me['phone'], me['person_kind']), ('known@example.org', '+375291234567', 'natural'), '/five/E-26/E-19')
    window = backend.ask('GET', '/east-motors/documents', token=token).json
    tap.ok(window['total'] >= 5 and all(item['thing'] == 'Geely Atlas · 5050 OM-7' for item in window['items']),
           '/five/E-31/the vehicle and its history appear by themselves', window)
    return token


def test_east_strangers(backend, tap):
    flow = Flow(backend, 'east-motors')
    flow.submit('form', {'person_kind': 'legal', 'company_name': 'ООО «Гамма»', 'unp': '200988541', 'email': 'gamma@example.org',
                         'password': 'a b c!', 'password_repeat': 'a b c!', 'phone': '+375336540011', 'captcha': flow.captcha()})
    flow.submit('email_confirmation', {'code': flow.code('gamma@example.org')})
    token, me = enter(backend, 'east-motors', flow)
    tap.equal(me['person_kind'], 'legal', '/five/E-01/a legal entity')
    window = backend.ask('GET', '/east-motors/documents', token=token).json
    tap.equal((window['total'], window['counts']['open']), (0, 0),
              '/five/E-31/a telephone number that nobody proved shows nobody’s history')


def test_waste(backend, tap):
    flow = Flow(backend, 'spetsavto')
    flow.submit('form', {'email': 'resident@example.org', 'password': 'пароль1'})
    tap.equal(flow.errors(), {'/values/password': 'password_alphabet'}, '/five/S-03/Latin letters and digits')
    flow.submit('form', {'email': 'resident@example.org', 'password': 'abcde'})
    tap.equal((flow.at, flow.step['channel']), ('email_code', 'email'), '/five/S-09/code by mail')
    login = {'login': 'resident@example.org', 'password': 'abcde'}
    answer = backend.ask('POST', '/spetsavto/sessions', login)
    tap.equal(answer.problem, 'wrong-credentials', '/five/S-13/registered, and not active before the code')
    flow.submit('email_code', {'code': flow.code('resident@example.org')})
    tap.equal(flow.step['actions'][0]['id'], 'link_account', '/five/S-12/leads to the linking')
    token, me = enter(backend, 'spetsavto', flow)
    tap.equal(me['login'], 'resident@example.org', '/five/S-02/login is the e-mail')
    tap.equal((flow.json['state'], me['role']), ('done', 'customer'), '/five/S-13/registered and active')
    answer = backend.ask('POST', '/spetsavto/sessions', login)
    accounts = backend.ask('GET', '/spetsavto/accounts', token=token)
    tap.equal((answer.status, accounts.status, accounts.json['items']), (201, 200, []),
              '/five/S-13/the code activates the cabinet: it opens, and has no account yet')
    tap.equal(backend.ask('GET', '/spetsavto').json['sections'],
              ['overview', 'information', 'balance', 'receipts', 'accounts', 'payments', 'documents', 'statement'],
              '/five/S-18/what the cabinet has')


def test_parts(backend, tap):
    values = {'person_kind': 'legal', 'country': 'UA', 'company_name': 'ТОВ «Дельта»', 'register': 'UA', 'edrpou': '43720363',
              'first_name': 'Тарас', 'last_name': 'Бульба', 'phone_ua': '050 422-23-33', 'email': 'taras@example.org',
              'login': 'taras', 'password': 'secret1', 'offer': consent(backend, 'autodoc', 'offer'),
              'consent': consent(backend, 'autodoc', 'consent')}
    flow = Flow(backend, 'autodoc')
    flow.submit('form', {**values, 'offer': None, 'edrpou': '43720364'})
    tap.equal(flow.errors(), {'/values/offer': 'required', '/values/edrpou': 'number_check'},
              '/five/A-08 A-09/number of the company, offer')
    flow.submit('form', values)
    flow.submit('activation', {'link': last_message(backend, 'taras@example.org')['link'].rsplit('/', 1)[1]})
    tap.equal(flow.json['state'], 'done', '/five/A-11/activation link')
    _token, me = enter(backend, 'autodoc', flow)
    tap.equal((me['phone'], me['name'], bool(me['manager'])), ('+380504222333', 'Тарас Бульба', True), '/five/A-04/a manager')
    answer = backend.ask('POST', '/autodoc/sessions', {'login': 'taras', 'password': 'secret1'})
    tap.equal(answer.status, 201, '/five/A-12/login')
    answer = backend.ask('POST', '/autodoc/sessions', {'login': '+380504222333', 'password': 'secret1'})
    tap.equal(answer.status, 201, '/five/A-12/phone')


def test_wizard(backend, tap):
    flow = Flow(backend, 'santrek')
    tap.equal(flow.json['step_count'], 5, '/five/T-07/five steps before the last window')
    flow.submit('phone', {'phone': '9140000046'})
    tap.equal((flow.at, flow.step['channel']), ('phone_code', 'sms'), '/five/T-10/SMS')
    tap.equal(flow.resend('phone_code').problem, 'too-many-requests', '/five/T-12/no new code at once')
    advance(backend, 121)
    tap.equal(flow.resend('phone_code').status, 200, '/five/T-12/a new code after two minutes')
    flow.submit('phone_code', {'code': flow.code('+79140000046')})
    tap.equal(flow.at, 'email', '/five/T-14/then the e-mail')
    flow.submit('email', {'email': ' sokolov@example.org'})
    tap.equal(flow.errors(), {'/values/email': 'email_spaces'}, '/five/T-17/space before the address')
    flow.submit('email', {'email': 'sokolov@example.org'})
    flow.submit('email_code', {'code': flow.code('sokolov@example.org')})
    flow.submit('finish', {'first_name': 'Олег', 'last_name': 'Соколов', 'password': 'a_1'})
    tap.equal(flow.errors(), {'/values/password': 'password_alphabet'}, '/five/T-30/underscore')
    flow.submit('finish', {'first_name': 'Олег', 'last_name': 'Соколов', 'password': 'a1'})
    tap.equal([action['title'] for action in flow.step['actions']], ['На главную', 'В личный кабинет'], '/five/T-36 T-37/buttons')
    token, _me = enter(backend, 'santrek', flow)
    window = backend.ask('GET', '/santrek/documents', token=token).json
    tap.equal([item['number'] for item in window['items']], ['СТ-0012488'], '/five/T-39/earlier orders are there')


def recover(backend, organisation, first, code_step, to, password):
    flow = Flow(backend, organisation, 'recovery')
    values = {**first, **({'captcha': flow.captcha()} if organisation == 'autodoc' else {})}
    flow.submit('who', values)
    flow.submit(code_step, {'code': flow.code(to)})
    if password is not None:
        flow.submit('password', password)
    return flow


def test_recoveries(backend, tap):
    cases = (
        ('east-motors', {'email': 'demo@example.org'}, 'email_confirmation', 'demo@example.org',
         {'password': 'новый1', 'password_repeat': 'новый1'}, 'demo@example.org', '/five/recovery by mail'),
        ('spetsavto', {'email': 'demo@example.org'}, 'email_code', 'demo@example.org', {'password': 'new2027'},
         'demo@example.org', '/five/recovery by mailed code'),
        ('autodoc', {'email': 'demo@example.org'}, 'instruction', 'demo@example.org', {'password': 'new2027'},
         'demo@example.org', '/five/A-16 A-17 A-18 A-19/recovery with anti-bot'),
        ('santrek', {'phone': '+79130000045'}, 'phone_code', '+79130000045', {'password': 'new2027'}, '+79130000045',
         '/five/recovery by SMS'),
    )
    for organisation, first, code_step, to, password, login, name in cases:
        flow = recover(backend, organisation, first, code_step, to, password)
        tap.equal(flow.at, 'done', name)
        answer = backend.ask('POST', f'/{organisation}/sessions', {'login': login, 'password': password['password']})
        tap.equal(answer.status, 201, f'{name}: new password')
    flow = recover(backend, 'priozernaya', {'phone': '8-912-000-0012'}, 'phone_code', '+79120000012', None)
    tap.equal(flow.at, 'done', '/five/H-35/recovery by phone')
    text = last_message(backend, '+79120000012')['text']
    issued = text.split('кабинет УК «Приозёрная»: ', 1)[1].split('.', 1)[0]
    tap.ok('Запишите' in text, '/five/H-03/the password shall be written down')
    answer = backend.ask('POST', '/priozernaya/sessions', {'login': '123456789', 'password': issued})
    tap.equal((answer.status, answer.json.get('person', {}).get('must_change_password')), (201, True),
              '/five/H-02/an issued password comes by SMS and is to be changed')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-outbox', '--demo-clock', organisations=ORGANISATIONS, tap=tap) as backend:
        for test in (test_east, test_east_strangers, test_waste, test_parts, test_wizard, test_recoveries):
            test(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
