#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody does who means no good, or clicks like mad."""
import sys
import threading

from flowing import Flow, Tap, advance, alpha_values, database, last_message, outbox, register_alpha, start

PHONE = '+79130000045'
NASTY = ("' OR '1'='1", "'; DROP TABLE persons; --", '" OR 1=1 --', '%00', '../../../etc/passwd', '{{7*7}}', '${jndi:ldap://x}',
         '<script>alert(1)</script>', '\\', "Robert'); --", '%s%s%s%n', '\u0430\u0438\u0445\u2028', '0x00', '-1', '1e999')


def other_code(code):
    return ('0' if code[0] != '0' else '1') + code[1:]


def test_many_codes(backend, tap):
    flow = Flow(backend, 'beta')
    flow.submit('phone', {'phone': PHONE})
    right = flow.code(PHONE)
    left = []
    for number in range(5):
        flow.submit('phone_code', {'code': f'{(int(right) + 1 + number) % 1000000:06}'})
        left.append((flow.answer.problem, flow.json.get('attempts_left')))
    tap.equal(left, [('wrong-code', number) for number in (4, 3, 2, 1, 0)], '/abuse/attempts are counted')
    flow.submit('phone_code', {'code': right})
    tap.equal((flow.answer.status, flow.json.get('scope')), (429, 'code'), '/abuse/then even the right code is refused')
    tap.ok(0 < int(flow.answer.headers['Retry-After']) <= 120, '/abuse/and it is said when a new one can be had')
    flow.get()
    tap.equal(flow.step['attempts_left'], 0, '/abuse/the step shows it')
    for number in range(2):
        advance(backend, 120)
        flow.resend('phone_code')
        tap.equal((flow.answer.status, flow.step['attempts_left']), (200, 5), f'/abuse/new code {number + 1}')
    advance(backend, 120)
    flow.resend('phone_code')
    tap.equal((flow.answer.status, flow.json.get('scope')), (429, 'resend'), '/abuse/no more codes today')
    tap.ok(int(flow.answer.headers['Retry-After']) > 3600, '/abuse/but tomorrow', flow.answer.headers['Retry-After'])
    flow.submit('phone_code', {'code': flow.code(PHONE)})
    tap.equal(flow.at, 'email', '/abuse/the last code still works')


def test_codes(backend, tap):
    flow = Flow(backend, 'beta')
    flow.submit('phone', {'phone': '+79130000060'})
    for typed in (None, '', 5, [], {}, True, 'abcdef', '12345', '1234567', '٣' * 3, 'x' * 5000):
        flow.submit('phone_code', {'code': typed})
        tap.equal((flow.answer.status, flow.errors()), (422, {'/values/code': 'code'}), f'/abuse/no code at all: {str(typed)[:20]!r}')
    flow.get()
    tap.equal(flow.step['attempts_left'], 5, '/abuse/what cannot be a code costs no attempt')
    right = flow.code('+79130000060')
    arabic = ''.join(chr(0x660 + int(digit)) for digit in right)
    advance(backend, 600)
    flow.submit('phone_code', {'code': right})
    tap.equal(flow.answer.problem, 'code-expired', '/abuse/an old code')
    flow.resend('phone_code')
    sms = flow.code('+79130000060')
    flow.submit('phone_code', {'code': sms})
    flow.submit('email', {'email': 'abuse@example.org'})
    mail = flow.code('abuse@example.org')
    if sms != mail:
        flow.submit('email_code', {'code': sms})
        tap.equal(flow.answer.problem, 'wrong-code', '/abuse/the SMS code for the mail')
    other = Flow(backend, 'beta')
    other.submit('phone', {'phone': '+79130000064'})
    if other.code('+79130000064') != mail:
        flow.submit('email_code', {'code': other.code('+79130000064')})
        tap.equal(flow.answer.problem, 'wrong-code', '/abuse/the code of another flow')
    flow.submit('finish', {'first_name': 'a', 'last_name': 'b', 'password': 'a1'})
    tap.equal(flow.answer.problem, 'conflict', '/abuse/steps cannot be skipped')
    flow.submit('email_code', {'link': 'x' * 43})
    tap.equal(flow.answer.problem, 'validation', '/abuse/a link where codes are asked for')
    tap.ok(arabic != right, '/abuse/(digits of other scripts are digits)')
    flow.submit('email_code', {'code': ''.join(chr(0x660 + int(digit)) for digit in mail)})
    tap.equal(flow.at, 'finish', '/abuse/digits of other scripts are understood')


def test_messages(backend, tap):
    """One address is not flooded, however many flows are begun for it."""
    statuses = []
    for _ in range(22):
        flow = Flow(backend, 'beta')
        flow.submit('phone', {'phone': '+79130000062'})
        statuses.append(flow.answer.status)
    sent = len([message for message in outbox(backend) if message['to'] == '+79130000062'])
    tap.equal((statuses.count(200), statuses[-1], sent), (20, 429, 20), '/abuse/so many messages an hour to one address')
    tap.equal(flow.json.get('scope'), 'messages', '/abuse/and it is said')
    flow.get()
    tap.equal(flow.at, 'phone', '/abuse/the form stands as it was')
    advance(backend, 3600)
    flow.submit('phone', {'phone': '+79130000062'})
    tap.equal(flow.at, 'phone_code', '/abuse/an hour later it goes on')


def test_nasty(backend, tap):
    before = database(backend).execute('SELECT count(*) FROM persons').fetchone()[0]
    statuses = set()
    for text in NASTY:
        quoted = ''.join(f'%{byte:02X}' for byte in text.encode())
        for path in (f'/alpha/flows/{quoted}', f'/{quoted}', f'/{quoted}/me', f'/alpha/confirm/{quoted}', f'/alpha/sessions/{quoted}'):
            statuses.add(backend.ask('GET', path, headers={'Flow-Token': 'x' * 43}, direct=True).status)
        statuses.add(backend.ask('GET', f'/demo/outbox?organisation={quoted}', direct=True).status)
        for body in ({'login': text, 'password': text}, {'ticket': text}):
            statuses.add(backend.ask('POST', '/alpha/sessions', body, direct=True).status)
        statuses.add(backend.ask('POST', '/alpha/sessions/refresh', {'refresh_token': text}, direct=True).status)
        flow = Flow(backend, 'alpha')
        flow.submit('form', alpha_values(flow, f'x{len(statuses)}@example.org', first_name=text, phone=text, unp=text))
        statuses.add(flow.answer.status)
    tap.ok(max(statuses) < 500, '/abuse/no metacharacter makes the server fail', statuses)
    tap.equal(database(backend).execute('SELECT count(*) FROM persons').fetchone()[0], before, '/abuse/and none does anything')
    for token in ('\u00ff' * 20, 'a' * 20000, ' ', 'Bearer', "'"):
        answer = backend.ask('GET', '/alpha/me', headers={'Authorization': 'Bearer ' + token}, direct=True)
        tap.ok(answer.status in (400, 401), f'/abuse/token {token[:10]!r}', answer)


def test_large(backend, tap):
    flow = Flow(backend, 'alpha')
    million = 'ы' * 500000
    for name in ('email', 'first_name', 'phone', 'password', 'person_kind', 'unp'):
        values = {**alpha_values(flow, 'large@example.org', person_kind='legal'), name: million}
        flow.submit('form', values)
        tap.equal(flow.answer.status, 422, f'/abuse/a megabyte in “{name}”')
        tap.ok(len(flow.answer.body) < 20000, f'/abuse/and the answer is small: {len(flow.answer.body)}')
    flow.submit('form', {f'field{number}': number for number in range(5000)}, direct=True)
    tap.equal(flow.answer.status, 422, '/abuse/five thousand members')


def at_once(count, what):
    answers = []
    threads = [threading.Thread(target=lambda number=number: answers.append(what(number))) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_races(backend, tap):
    flow = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'race@example.org'))
    code = flow.code('race@example.org')
    path, headers = f'/alpha/flows/{flow.id}/submit', {'Flow-Token': flow.token}
    answers = at_once(12, lambda _: backend.ask('POST', path, {'step': 'mail', 'values': {'code': code}}, headers=headers))
    tap.equal(sorted(answer.status for answer in answers), [200] + [409] * 11, '/abuse/one of twelve clicks confirms')
    rows = database(backend).execute("SELECT count(*) FROM persons WHERE email = 'race@example.org'").fetchone()
    tap.equal(rows[0], 1, '/abuse/one person')

    flows = [Flow(backend, 'alpha') for _ in range(6)]
    for rival in flows:
        rival.submit('form', alpha_values(rival, 'rival@example.org'))
    codes = [message['code'] for message in outbox(backend) if message['to'] == 'rival@example.org']

    def confirm(number):
        return backend.ask('POST', f'/alpha/flows/{flows[number].id}/submit', {'step': 'mail', 'values': {'code': codes[number]}},
                           headers={'Flow-Token': flows[number].token})

    answers = at_once(6, confirm)
    tap.equal(sorted(answer.status for answer in answers), [200] + [422] * 5, '/abuse/six flows for one address: one gets it')
    rival = next(flow for flow, answer in zip(flows, [confirm(number) for number in range(6)]) if answer.status != 200)
    rival.get()
    tap.ok(rival.at in ('form', 'mail', 'done'), '/abuse/the others are told at the form', rival.answer)

    last = Flow(backend, 'alpha')
    last.submit('form', alpha_values(last, 'ticket@example.org'))
    last.submit('mail', {'code': last.code('ticket@example.org')})
    ticket = last.step['ticket']
    answers = at_once(10, lambda _: backend.ask('POST', '/alpha/sessions', {'ticket': ticket}))
    tap.equal(sorted(answer.status for answer in answers), [201] + [401] * 9, '/abuse/a ticket opens once')


def test_guessing(backend, tap):
    """Parallel guesses do not get past the count, although each waits for its hash in a thread."""
    register_alpha(backend, 'guess@example.org')
    answers = at_once(12, lambda number: backend.ask('POST', '/alpha/sessions', {'login': 'guess@example.org', 'password': f'{number:06}'}))
    statuses = sorted(answer.status for answer in answers)
    failures = database(backend).execute("SELECT sum(failures) FROM attempts WHERE scope = 'sign-in'").fetchone()[0]
    tap.ok(set(statuses) <= {401, 429} and failures >= 3, '/abuse/guessing at once', (statuses, failures))
    answer = backend.ask('POST', '/alpha/sessions', {'login': 'guess@example.org', 'password': 'секрет 1'})
    tap.equal(answer.status, 429, '/abuse/and the door is shut for a while')


def main():
    tap = Tap()
    with start(tap) as backend:
        test_many_codes(backend, tap)
        test_codes(backend, tap)
        test_messages(backend, tap)
        test_nasty(backend, tap)
        test_large(backend, tap)
        test_races(backend, tap)
        test_guessing(backend, tap)
        tap.equal(last_message(backend, 'nobody@example.org'), None, '/abuse/nothing went to strangers')
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
