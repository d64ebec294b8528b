#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Applications for registration: filed, compared with the register, decided by staff, answered to the applicant."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from flowing import Flow, advance, last_message  # noqa: E402
from test_five import consent  # noqa: E402

ORG = 'priozernaya'
ANNA = {'full_name': 'Кузнецова Анна Сергеевна', 'account_number': '234567890', 'phone': '8-912-345-6789',
        'email': 'anna@example.org'}
VERA = {'full_name': 'Соколова Вера', 'account_number': '345678901', 'phone': '8 910 444-55-66', 'email': 'vera@example.org'}


def apply(backend, person):
    """An application up to the wait for staff."""
    flow = Flow(backend, ORG)
    flow.submit('person', person)
    flow.submit('password', {'password': 'abc1234', 'password_repeat': 'abc1234', 'captcha': flow.captcha(),
                             'privacy': consent(backend, ORG, 'privacy'), 'consent': consent(backend, ORG, 'consent')})
    return flow


def queue(backend, token, **query):
    words = '&'.join(f'{name}={value}' for name, value in query.items())
    return backend.ask('GET', f'/{ORG}/documents?{words}', token=token).json


def find(backend, token, number):
    """The application of that number, whole, with its tag."""
    item = next(item for item in queue(backend, token)['items'] if item['number'] == number)
    answer = backend.ask('GET', f'/{ORG}/documents/{item["id"]}', token=token)
    return answer.json, answer.headers['ETag']


def decide(backend, token, document, tag, action, values=None):
    return backend.ask('POST', f'/{ORG}/documents/{document["id"]}/actions/{action}', {'values': values or {}}, token=token,
                       headers={'If-Match': tag})


def test_consent_gates(backend, tap):
    flow = Flow(backend, ORG)
    flow.submit('person', {**ANNA, 'phone': '8-123-456-7896'})
    tap.equal(flow.at, 'password', '/applications/H-10/the phone of the sample is accepted')
    values = {'password': 'abc1234', 'password_repeat': 'abc1235', 'captcha': flow.captcha(),
              'privacy': consent(backend, ORG, 'privacy')}
    flow.submit('password', values)
    tap.equal(flow.errors(), {'/values/password_repeat': 'mismatch', '/values/consent': 'required'},
              '/applications/H-13 H-24/repeat and both ticks')


def test_filing(backend, tap, staff):
    flow = apply(backend, ANNA)
    tap.equal((flow.at, flow.json['state']), ('review', 'active'), '/applications/H-29/waits for staff')
    step = flow.step
    tap.ok(step['submitted_at'] < step['latest_at'] and step['latest_at'][8:10] != step['submitted_at'][8:10],
           '/applications/H-28/latest date', step)
    document, _tag = find(backend, staff, step['reference'])
    tap.equal((document['type'], document['state']['id'], document['waits'], document['due_at']),
              ('application', 'filed', True, step['latest_at']), '/applications/H-05/the queue shows it with its clock')
    tap.equal(document['subject'], 'Кузнецова Анна Сергеевна, лицевой счёт 234567890', '/applications/H-06 H-07/who and what')
    shown = {entry['label']: entry['value'] for entry in document['properties']}
    tap.equal((shown['ФИО в реестре'], shown['Счёт в реестре']),
              ('Кузнецова Анна Сергеевна — совпадает', '234567890 — совпадает'), '/applications/H-06 H-07/compared with the register')
    tap.ok(shown['Телефон в реестре'].endswith('совпадает') and shown['Эл. почта'] == 'anna@example.org',
           '/applications/H-08 H-11/phone and mail', shown)
    tap.equal([(action['id'], action['allowed']) for action in document['actions']],
              [('approve', True), ('ask', True), ('reject', True)], '/applications/H-28/approve, ask back, reject')
    tap.equal([field['kind'] for field in document['actions'][2]['fields']], ['choice', 'text'],
              '/applications/H-34/a reason from a list plus free text')
    tap.ok('abc1234' not in str(document), '/applications/no password in the document')
    return flow


def test_approval(backend, tap, staff, flow):
    document, tag = find(backend, staff, flow.step['reference'])
    answer = decide(backend, staff, document, tag, 'approve')
    tap.equal((answer.status, answer.json['state']['id'], answer.json['waits']), (200, 'approved', False),
              '/applications/H-28/approved')
    entry = answer.json['timeline'][0]
    tap.equal((entry['title'], entry['by']), ('Заявка одобрена, код отправлен в СМС', 'Людмила Петровна Чижова'),
              '/applications/who and when are recorded')
    again = decide(backend, staff, document, tag, 'approve')
    tap.equal(again.problem, 'precondition-failed', '/applications/a second decision on the same version')
    flow.get()
    tap.equal((flow.at, flow.step['channel'], flow.step['submit']), ('phone_code', 'sms', 'Отправить заявку'),
              '/applications/H-30 H-32/approval sends the SMS')
    answer = backend.ask('POST', f'/{ORG}/sessions', {'login': '234567890', 'password': 'abc1234'})
    tap.equal(answer.problem, 'wrong-credentials', '/applications/H-33/nothing is open before the code')
    flow.submit('phone_code', {'code': flow.code('+79123456789')})
    tap.equal(flow.json['state'], 'done', '/applications/H-31 H-33/complete with the code')
    for login in ('8-912-345-6789', '234567890', 'anna@example.org'):
        answer = backend.ask('POST', f'/{ORG}/sessions', {'login': login, 'password': 'abc1234'})
        tap.equal(answer.status, 201, f'/applications/signs in with {login}')
    accounts = backend.ask('GET', f'/{ORG}/accounts', token=answer.json['access_token']).json['items']
    tap.equal([account['number'] for account in accounts], ['234567890'], '/applications/H-36/the account is in the cabinet')


def test_rejection(backend, tap, staff):
    flow = apply(backend, VERA)
    document, tag = find(backend, staff, flow.step['reference'])
    shown = {entry['label']: entry['value'] for entry in document['properties']}
    tap.equal(shown['ФИО в реестре'], 'Соколова Вера Павловна — отличается', '/applications/H-06/a difference is named')
    answer = decide(backend, staff, document, tag, 'reject')
    tap.equal((answer.problem, answer.json['errors'][0]['pointer']), ('validation', '/values/reason'),
              '/applications/H-34/not without a reason')
    answer = decide(backend, staff, document, tag, 'reject', {'reason': 'other_holder', 'comment': 'Нужна доверенность'})
    tap.equal((answer.json['state']['id'], answer.json['timeline'][0]['text']),
              ('rejected', 'Лицевой счёт открыт на другое лицо. Нужна доверенность'), '/applications/H-34/rejected with the reason')
    flow.get()
    tap.equal((flow.json['state'], flow.step['reason'], flow.step['correct']),
              ('rejected', 'Лицевой счёт открыт на другое лицо. Нужна доверенность', 'Исправить заявку'),
              '/applications/H-34/the applicant reads it')
    text = last_message(backend, '+79104445566')['text']
    tap.ok('отклонена: Лицевой счёт открыт на другое лицо. Нужна доверенность' in text, '/applications/H-34/and is told by SMS', text)
    flow.back('person')
    tap.equal((flow.at, flow.json['values']['full_name']), ('person', 'Соколова Вера'), '/applications/H-34/can be corrected')
    flow.submit('person', {**VERA, 'full_name': 'Соколова Вера Павловна'})
    flow.submit('password', {'password': 'abc1234', 'password_repeat': 'abc1234', 'captcha': flow.captcha(),
                             'privacy': consent(backend, ORG, 'privacy'), 'consent': consent(backend, ORG, 'consent')})
    document, _tag = find(backend, staff, flow.step['reference'])
    shown = {entry['label']: entry['value'] for entry in document['properties']}
    tap.equal((document['state']['id'], shown['ФИО в реестре']), ('filed', 'Соколова Вера Павловна — совпадает'),
              '/applications/H-34/filed anew')
    return flow


def test_question(backend, tap, staff, flow):
    document, tag = find(backend, staff, flow.step['reference'])
    answer = decide(backend, staff, document, tag, 'ask', {'reason': 'phone'})
    tap.equal((answer.json['state']['id'], answer.json['timeline'][0]['text']),
              ('asked', 'Номер телефона похож на опечатку.'), '/applications/H-28/asked back')
    flow.get()
    tap.equal((flow.json['state'], flow.at, flow.step['note']), ('active', 'review', 'Номер телефона похож на опечатку.'),
              '/applications/H-29/still under review, with the question')
    text = last_message(backend, '+79104445566')['text']
    tap.ok('уточнение: Номер телефона похож на опечатку.' in text, '/applications/H-28/and it is told by SMS', text)
    flow.back('person')
    tap.equal(flow.at, 'person', '/applications/H-34/the applicant corrects it meanwhile')
    document, _tag = find(backend, staff, document['number'])
    tap.equal((document['state']['id'], document['actions']), ('withdrawn', []), '/applications/withdrawn ones cannot be decided')


def test_three_days(backend, tap, staff):
    flow = apply(backend, {**VERA, 'account_number': '999999999', 'phone': '+7 910 444-00-00', 'email': 'late@example.org'})
    document, _tag = find(backend, staff, flow.step['reference'])
    shown = {entry['label']: entry['value'] for entry in document['properties']}
    tap.equal(shown['Счёт в реестре'], 'в реестре нет', '/applications/H-07/an account that the register does not have')
    advance(backend, 3 * 86400 - 60)
    flow.get()
    tap.equal(flow.at, 'review', '/applications/H-29/three days later it still waits')


def test_rights(backend, tap):
    customer = backend.sign_in(ORG)
    tap.equal(queue(backend, customer)['total'], 0, '/applications/customers see no applications')
    staff = backend.sign_in(ORG, 'staff@example.org', 'staff2026')
    document = queue(backend, staff)['items'][0]
    answer = backend.ask('GET', f'/{ORG}/documents/{document["id"]}', token=customer)
    tap.equal(answer.problem, 'not-found', '/applications/nor one of them')
    answer = decide(backend, customer, document, '"1"', 'approve')
    tap.equal(answer.problem, 'not-found', '/applications/nor decide')
    other = backend.sign_in('east-motors', 'staff@example.org', 'staff2026')
    answer = backend.ask('GET', f'/east-motors/documents/{document["id"]}', token=other)
    tap.equal(answer.problem, 'not-found', '/applications/staff of another organisation see nothing')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-outbox', '--demo-clock', organisations=ORGANISATIONS, tap=tap) as backend:
        staff = backend.sign_in(ORG, 'staff@example.org', 'staff2026')
        test_consent_gates(backend, tap)
        flow = test_filing(backend, tap, staff)
        test_approval(backend, tap, staff, flow)
        flow = test_rejection(backend, tap, staff)
        test_question(backend, tap, staff, flow)
        test_rights(backend, tap)
        staff = backend.sign_in(ORG, 'staff@example.org', 'staff2026')
        test_three_days(backend, tap, staff)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
