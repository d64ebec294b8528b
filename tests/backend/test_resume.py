#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A flow that was left half-way: with its token, with its address alone, in a browser, too late."""
import json
import sys
import urllib.error
import urllib.request

from flowing import Flow, Tap, advance, alpha_values, database, last_message, outbox, start

PHONE, EMAIL = '+79130000045', 'ivan@example.org'


def half_done(backend, phone=PHONE, email=EMAIL):
    """A registration whose phone is confirmed and whose mail is not."""
    flow = Flow(backend, 'beta')
    flow.submit('phone', {'phone': phone})
    flow.submit('phone_code', {'code': flow.code(phone)})
    flow.submit('email', {'email': email})
    return flow


def browse(url):
    """Opens a link as a browser does."""
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def test_with_token(backend, tap):
    flow = half_done(backend)
    later = Flow.__new__(Flow)
    later.__dict__.update(flow.__dict__)
    later.get()
    tap.equal((later.at, later.json['step_number']), ('email_code', 4), '/resume/T-38/with the token at the very step')
    tap.equal(later.json['values'], {'phone': PHONE, 'email': EMAIL}, '/resume/T-38/with what was given')
    for token in ('x' * 43, flow.token[:-1], flow.token + 'A'):
        answer = backend.ask('GET', f'/beta/flows/{flow.id}', headers={'Flow-Token': token})
        tap.equal((answer.status, answer.problem), (404, 'not-found'), f'/resume/a forged token: “{token[:5]}”')
    answer = backend.ask('GET', f'/beta/flows/{flow.id}', direct=True)
    tap.equal(answer.problem, 'unauthorized', '/resume/no token')
    answer = backend.ask('GET', f'/alpha/flows/{flow.id}', headers={'Flow-Token': flow.token})
    tap.equal(answer.problem, 'not-found', '/resume/in another organisation')
    return flow


def test_with_address(backend, tap, left):
    again = Flow(backend, 'beta', values={'phone': '8 913 000-00-45'})
    tap.equal((again.answer.status, again.at), (201, 'phone_code'), '/resume/the address must be confirmed again')
    tap.equal((again.json['values'], again.json['confirmed']), ({'phone': PHONE}, []), '/resume/nothing is shown before')
    tap.ok(EMAIL not in json.dumps(again.json), '/resume/no word of the rest')
    again.submit('phone_code', {'code': '000000' if again.code(PHONE) != '000000' else '000001'})
    tap.equal(again.answer.problem, 'wrong-code', '/resume/a wrong code shows nothing either')
    again.submit('phone_code', {'code': again.code(PHONE)})
    tap.equal((again.at, again.json['values']['email'], again.json['step_number']), ('email_code', EMAIL, 4),
              '/resume/9.7/then it goes on where it was left')
    again.submit('email_code', {'code': again.code(EMAIL)})
    tap.equal(again.at, 'finish', '/resume/the mail’s code is still good')
    left.get()
    tap.equal(left.at, 'finish', '/resume/both clients hold the same flow')


def test_typed_again(backend, tap):
    half_done(backend, '+79130000061', 'olga@example.org')
    again = Flow(backend, 'beta')
    advance(backend, 121)
    again.submit('phone', {'phone': '9130000061'})
    tap.equal(again.at, 'phone_code', '/resume/typed again in the form')
    again.submit('phone_code', {'code': again.code('+79130000061')})
    tap.equal((again.at, again.json['values'].get('email')), ('email_code', 'olga@example.org'), '/resume/9.7/re-entering resumes it')


def test_mail_first(backend, tap):
    """E: the form was sent, the mail not yet opened, the program lost."""
    flow = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'anna@example.org', first_name='Анна'))
    advance(backend, 61)
    again = Flow(backend, 'alpha', values={'email': 'anna@example.org'})
    tap.equal((again.at, again.json['values']), ('mail', {'email': 'anna@example.org'}), '/resume/E-36/only the address')
    link = last_message(backend, 'anna@example.org')['link']
    status, headers, page = browse(link)
    tap.equal((status, headers['Content-Type']), (200, 'text/html; charset=utf-8'), '/resume/E-36/link in the browser')
    tap.ok('Адрес подтверждён' in page and f'kabinet:confirm/{link.rsplit("/", 1)[1]}' in page, '/resume/E-36/page leads back', page)
    tap.ok("default-src 'none'" in headers['Content-Security-Policy'] and headers['Referrer-Policy'] == 'no-referrer',
           '/resume/the page gives nothing away')
    again.get()
    tap.equal((again.at, again.json['state']), ('done', 'done'), '/resume/E-36/waiting sees it')
    flow.get()
    tap.equal(flow.at, 'done', '/resume/the first client too')
    answer = backend.ask('POST', '/alpha/sessions', {'login': 'anna@example.org', 'password': 'секрет 1'})
    tap.equal((answer.status, answer.json['person']['name']), (201, 'Анна'), '/resume/E-37/the password of the form')
    status, _, page = browse(link)
    tap.equal(status, 404, '/resume/a link is good once')
    tap.ok('Ссылка недействительна' in page, '/resume/and says so')


def test_four_ways(backend, tap):
    """9.4: type the code, paste the link, open the kabinet: link, or wait for the browser (above)."""
    ways = {'the code': lambda m: {'code': m['code']}, 'the whole link': lambda m: {'code': f'Откройте {m["link"]} сейчас'},
            'the link as such': lambda m: {'link': m['link']}, 'the token of a kabinet: link': lambda m: {'link': m['link'].rsplit('/', 1)[1]},
            'a kabinet: link': lambda m: {'link': 'kabinet:confirm/' + m['link'].rsplit('/', 1)[1]}}
    for number, (name, values) in enumerate(ways.items()):
        email = f'way{number}@example.org'
        flow = Flow(backend, 'alpha')
        flow.submit('form', alpha_values(flow, email))
        flow.submit('mail', values(last_message(backend, email)))
        tap.equal(flow.at, 'done', f'/resume/9.4/{name}')


def test_bad_links(backend, tap):
    flow, other = Flow(backend, 'alpha'), Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'bad@example.org'))
    other.submit('form', alpha_values(other, 'other@example.org'))
    flow.submit('mail', {'link': last_message(backend, 'other@example.org')['link']})
    tap.equal(flow.answer.problem, 'wrong-code', '/resume/the link of another flow')
    flow.submit('mail', {'code': other.code('other@example.org')})
    tap.ok(flow.answer.problem == 'wrong-code' or other.code('other@example.org') == flow.code('bad@example.org'),
           '/resume/the code of another flow')
    for forged in ('../../etc/passwd', '%00', 'a' * 300, "' OR 1=1 --", '<script>'):
        status, _, page = browse(f'{backend.direct}/alpha/confirm/{urllib.request.quote(forged, safe="")}')
        tap.ok(status == 404 and forged not in page, f'/resume/forged link “{forged[:20]}”', (status, page))
    old = last_message(backend, 'bad@example.org')['link']
    advance(backend, 3600)
    status, _, page = browse(old)
    tap.equal(status, 410, '/resume/an old link')
    tap.ok('Ссылка устарела' in page, '/resume/says that it is old')
    flow.submit('mail', {'link': old})
    tap.equal(flow.answer.problem, 'code-expired', '/resume/an old link in the client')


def test_expiry(backend, tap):
    flow = half_done(backend, '+79130000071', 'late@example.org')
    flow.get()
    expires = flow.json['expires_at']
    advance(backend, 8 * 24 * 3600)
    flow.get()
    tap.equal((flow.answer.status, flow.answer.problem), (410, 'gone'), f'/resume/after its time ({expires[:10]})')
    row = database(backend).execute('SELECT f.* FROM flows f JOIN flow_handles h ON h.flow = f.id WHERE h.id = ?', (flow.id,)).fetchone()
    tap.equal((row['accepted'], row['confirmed'], row['password']), ('{}', '{}', None), '/resume/nothing personal is left of it')
    found = database(backend).execute("SELECT count(*) FROM flow_addresses WHERE value = 'late@example.org'").fetchone()[0]
    tap.equal(found, 0, '/resume/its addresses are forgotten')
    again = Flow(backend, 'beta', values={'phone': '+79130000071'})
    tap.equal(again.at, 'phone', '/resume/an expired flow is not resumed')
    tap.equal(again.json['values'], {'phone': '+79130000071'}, '/resume/what the client knew stands in the form')


def test_unreadable(backend, tap):
    """Codes, links and tokens stand in the database as hashes alone."""
    flow = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, 'hash@example.org'))
    message = last_message(backend, 'hash@example.org')
    rows = [tuple(row) for table in ('challenges', 'flow_handles', 'captchas', 'deliveries', 'idempotency')
            for row in database(backend).execute(f'SELECT * FROM {table}')]
    text = repr(rows)
    token = message['link'].rsplit('/', 1)[1]
    found = [secret for secret in (flow.token, token, "'" + message['code'] + "'") if secret in text]
    tap.equal(found, [], '/resume/A10/nothing readable in the tables')
    tap.ok(len(outbox(backend)) > 0, '/resume/while the demo shows its messages')


def main():
    tap = Tap()
    with start(tap) as backend:
        left = test_with_token(backend, tap)
        test_with_address(backend, tap, left)
        test_typed_again(backend, tap)
        test_mail_first(backend, tap)
        test_four_ways(backend, tap)
        test_bad_links(backend, tap)
        test_expiry(backend, tap)
        test_unreadable(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
