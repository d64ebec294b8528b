#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An application that staff decide on, with consents, days of waiting, a question, a rejection and a correction."""
import sys

from flowing import Flow, Tap, advance, database, last_message, register_alpha, start  # noqa: F401

PERSON = {'full_name': 'Иванов Иван Иванович', 'account_number': '123 456 789', 'phone': '8-912-345-6789',
          'email': 'ivanov@example.org'}


def consent(backend, document, **more):
    text = next(text for text in backend.ask('GET', '/gamma').json['legal'] if text['id'] == document)
    return {'accepted': True, 'id': document, 'version': text['version'], 'sha256': text['sha256'], 'locale': 'ru_RU',
            'at': '2026-11-22T08:00:00+03:00', **more}


def second_form(backend, flow, **more):
    return {'password': 'abc1234', 'password_repeat': 'abc1234', 'captcha': flow.captcha(),
            'privacy': consent(backend, 'privacy'), **more}


def apply_for(backend, **more):
    flow = Flow(backend, 'gamma')
    flow.submit('person', {**PERSON, **more})
    flow.submit('password', second_form(backend, flow))
    return flow


def make_staff(backend):
    """Somebody of the staff: a customer of another company here, promoted in the database."""
    connection = database(backend)
    connection.execute("INSERT INTO persons (id, organisation, role, login, name, password, created_at)"
                       " SELECT 'staff1', 'gamma', 'staff', 'clerk@example.org', 'Клерк', password, 0 FROM persons LIMIT 1")
    connection.execute("INSERT INTO logins VALUES ('gamma', 'email', 'clerk@example.org', 'staff1')")
    answer = backend.ask('POST', '/gamma/sessions', {'login': 'clerk@example.org', 'password': 'секрет 1'})
    return answer.json['access_token']


def find_document(backend, staff, reference):
    items = backend.ask('GET', f'/gamma/documents?q={reference}&type=application', token=staff).json['items']
    answer = backend.ask('GET', f'/gamma/documents/{items[0]["id"]}', token=staff)
    return answer.json, answer.headers['ETag']


def decide(backend, staff, reference, action, values=None):
    document, etag = find_document(backend, staff, reference)
    return backend.ask('POST', f'/gamma/documents/{document["id"]}/actions/{action}', {'values': values or {}},
                       token=staff, headers={'If-Match': etag})


def test_forms(backend, tap):
    flow = Flow(backend, 'gamma')
    tap.equal((flow.at, flow.json['step_count']), ('person', 4), '/review/H-05/begins')
    flow.submit('person', {**PERSON, 'full_name': 'Иванов', 'account_number': '12345678', 'phone': '12345', 'email': 'x'})
    tap.equal(flow.errors(), {'/values/full_name': 'pattern', '/values/account_number': 'pattern', '/values/phone': 'phone',
                              '/values/email': 'email'}, '/review/H-06 H-07 H-08 H-11/fields')
    flow.submit('person', PERSON)
    tap.equal(flow.at, 'password', '/review/H-10/a phone with 8 and dashes')
    tap.equal((flow.json['values']['phone'], flow.json['values']['account_number']), ('+79123456789', '123456789'),
              '/review/values as they are kept')
    for password, code in (('abcdefg', 'password_digit'), ('1234567', 'password_letter'), ('abc123', 'password_length'),
                           ('абв1234', 'password_alphabet')):
        flow.submit('password', second_form(backend, flow, password=password, password_repeat=password))
        tap.equal(flow.errors(), {'/values/password': code}, f'/review/H-14/“{password}”')
    flow.submit('password', second_form(backend, flow, password_repeat='abc1235'))
    tap.equal(flow.errors(), {'/values/password_repeat': 'mismatch'}, '/review/H-13/repeat')
    for wrong, name in ((None, 'missing'), ({'accepted': False}, 'not accepted'), (True, 'no object'),
                        (consent(backend, 'privacy', accepted=False), 'refused'),
                        (consent(backend, 'privacy', sha256='0' * 64), 'another text'),
                        (consent(backend, 'privacy', version='2020-01-01'), 'an older version'),
                        (consent(backend, 'news'), 'another document')):
        values = second_form(backend, flow)
        values['privacy'] = wrong
        if wrong is None:
            del values['privacy']
        flow.submit('password', values)
        tap.equal(flow.errors(), {'/values/privacy': 'required' if wrong is None else 'consent'},
                  f'/review/H-23 H-24/consent: {name}')
    flow.submit('password', second_form(backend, flow, news=consent(backend, 'news')))
    tap.equal((flow.at, flow.step['kind']), ('review', 'review'), '/review/H-25 H-27/sent')
    return flow


def test_waiting(backend, tap, flow):
    reference = flow.step['reference']
    year = flow.json['server_time'][:4]
    tap.equal(reference, f'{year}-0001', '/review/H-27/number of the application')
    tap.equal(flow.step['text'], f'Заявка {reference} отправлена.', '/review/H-27/text')
    tap.equal(flow.step['properties'], [{'label': 'Телефон', 'value': '+7 912 345-67-89'},
                                        {'label': 'ФИО', 'value': 'Иванов Иван Иванович'}], '/review/what was handed in')
    days = {int(flow.step[name][8:10]) for name in ('submitted_at', 'latest_at')}
    tap.ok(len(days) == 2 and flow.step['latest_at'] > flow.step['submitted_at'], '/review/H-28/three days')
    tap.equal(last_message(backend, '+79123456789'), None, '/review/H-30/no SMS before the decision')
    advance(backend, 2 * 24 * 3600)
    flow.get()
    tap.equal((flow.at, flow.step['poll_after']), ('review', 15), '/review/H-29/the wait outlives two days')
    flow.submit('review', {})
    tap.equal((flow.answer.status, flow.at), (200, 'review'), '/review/asking again changes nothing')
    rows = database(backend).execute('SELECT document, version, sha256, locale, address, person FROM consents ORDER BY id').fetchall()
    tap.equal([(row['document'], row['version'], len(row['sha256']), row['locale'], row['person']) for row in rows],
              [('privacy', '2025-09-01', 64, 'ru_RU', None), ('news', '2026-01-01', 64, 'ru_RU', None)],
              '/review/H-20 H-22/which text was accepted')
    return reference


def test_approval(backend, tap, flow, staff, reference):
    answer = decide(backend, staff, reference, 'ask', {'comment': 'Проверьте <имя> & счёт'})
    tap.ok(answer.status == 200, '/review/ask back', answer)
    flow.get()
    tap.ok('Проверьте <имя> & счёт' in flow.step['note'], '/review/the question reaches the applicant', flow.step)
    answer = decide(backend, staff, reference, 'approve')
    tap.ok(answer.status == 200, '/review/H-28/approved', answer)
    flow.get()
    tap.equal((flow.at, flow.step['length'], flow.step['submit']), ('phone_code', 4, 'Отправить заявку'),
              '/review/H-31 H-32/the code is asked for')
    message = last_message(backend, '+79123456789')
    tap.equal((message['channel'], message['text']), ('sms', f'{message["code"]} — код, УК «Гамма»'), '/review/H-30/SMS after approval')
    tap.equal(flow.step['can_go_back'], False, '/review/no way back now')
    flow.back('person')
    tap.equal(flow.answer.problem, 'conflict', '/review/going back is refused')
    flow.submit('phone_code', {'code': message['code']})
    tap.equal((flow.json['state'], flow.step['login']), ('done', '+79123456789'), '/review/H-33/complete')
    for login in ('8 (912) 345-67-89', '123456789', 'Ivanov@example.org'):
        answer = backend.ask('POST', '/gamma/sessions', {'login': login, 'password': 'abc1234'})
        tap.equal(answer.status, 201, f'/review/decision 9.2/sign in as {login}')
    me = backend.ask('GET', '/gamma/me', token=answer.json['access_token'])
    me = me.json
    tap.equal((me['name'], [c['id'] for c in me['consents']]), ('Иванов Иван Иванович', ['privacy', 'news']),
              '/review/H-22/consents are the person’s')
    rows = database(backend).execute('SELECT decided_by FROM flows WHERE reference = ?', (reference,)).fetchall()
    tap.equal([row['decided_by'] for row in rows], ['staff1'], '/review/who decided')


def test_rejection(backend, tap, staff):
    flow = apply_for(backend, phone='89123456780', account_number='987654321', email='petrov@example.org')
    reference = flow.step['reference']
    answer = decide(backend, staff, reference, 'reject', {})
    tap.equal(answer.status, 422, '/review/H-34/a rejection needs a reason')
    answer = decide(backend, staff, reference, 'reject', {'reason': 'no_account', 'comment': 'Сверьте номер'})
    tap.ok(answer.status == 200, '/review/H-34/rejected', answer)
    flow.get()
    tap.equal((flow.json['state'], flow.step['kind'], flow.step['correct']), ('rejected', 'rejected', 'Исправить заявку'),
              '/review/H-34/the applicant sees it')
    tap.ok('Такого счёта нет' in flow.step['reason'] and 'Сверьте номер' in flow.step['reason'], '/review/H-34/with the reason',
           flow.step)
    tap.ok('Такого счёта нет' in last_message(backend, 'petrov@example.org')['text'], '/review/H-34/a mail tells it too')
    flow.back('person')
    tap.equal((flow.at, flow.json['state'], flow.json['values']['account_number']), ('person', 'active', '987654321'),
              '/review/H-34/correcting begins with what was typed')
    flow.submit('person', {**PERSON, 'phone': '89123456780', 'account_number': '987654322', 'email': 'petrov@example.org'})
    flow.submit('password', second_form(backend, flow))
    tap.equal((flow.at, flow.step['reference']), ('review', reference), '/review/H-34/handed in again under its number')
    answer = decide(backend, staff, reference, 'approve')
    tap.ok(answer.status == 200, '/review/H-34/approved at last', answer)
    flow.get()
    flow.submit('phone_code', {'code': flow.code('+79123456780')})
    tap.equal(flow.json['state'], 'done', '/review/H-34/done')


def test_withdrawal(backend, tap, staff):
    flow = apply_for(backend, phone='89123456781', account_number='111222333', email='sidorov@example.org')
    reference = flow.step['reference']
    flow.back('person')
    tap.equal(flow.at, 'person', '/review/taken back')
    document, _ = find_document(backend, staff, reference)
    tap.equal(document['state']['id'], 'withdrawn', '/review/staff see that')
    answer = decide(backend, staff, reference, 'approve')
    tap.ok(answer.status in (403, 409), '/review/what was taken back is not decided', answer)


def test_rights(backend, tap, staff):
    flow = apply_for(backend, phone='89123456782', account_number='111222334', email='volkov@example.org')
    document, etag = find_document(backend, staff, flow.step['reference'])
    customer = backend.ask('POST', '/gamma/sessions', {'login': '123456789', 'password': 'abc1234'}).json['access_token']
    answer = backend.ask('POST', f'/gamma/documents/{document["id"]}/actions/approve', {'values': {}}, token=customer,
                         headers={'If-Match': etag})
    tap.ok(answer.status in (403, 404), '/review/no customer decides', answer)
    flow.get()
    tap.equal(flow.at, 'review', '/review/it still waits')


def main():
    tap = Tap()
    with start(tap) as backend:
        register_alpha(backend, 'clerk@example.org')
        staff = make_staff(backend)
        flow = test_forms(backend, tap)
        reference = test_waiting(backend, tap, flow)
        staff = backend.ask('POST', '/gamma/sessions', {'login': 'clerk@example.org', 'password': 'секрет 1'}).json['access_token']
        test_approval(backend, tap, flow, staff, reference)
        test_rejection(backend, tap, staff)
        test_withdrawal(backend, tap, staff)
        test_rights(backend, tap, staff)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
