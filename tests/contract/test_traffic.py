#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Traffic for the contract's sake: everything that can be read of the five organisations, every operation, every
problem; and what the contract does not know is refused (K3, K5, K6)."""
import os
import re
import sys

import jsonschema
import yaml

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
sys.path.insert(0, os.path.join(HERE, '..', 'backend'))
from contract_front import OPENAPI, prism_program  # noqa: E402
from flowing import Flow, advance  # noqa: E402
from tap import Backend, Tap  # noqa: E402

OPTIONS = ('--seed', 'demo', '--demo-outbox', '--demo-clock')
# Paths hold these where the contract has braces.
PLACES = {'org': 'spetsavto', 'flow': 'f1', 'session': 'current', 'document': '1', 'action': 'approve', 'account': '1',
          'receipt': '1', 'export': '1', 'file': '1', 'item': '1', 'meter': '1', 'payment': '1', 'person': '1',
          'promotion': '1', 'shipment': '1', 'type': 'application', 'vehicle': '1', 'watch': '1'}


def window(backend, organisation, token, query='', **more):
    return backend.ask('GET', f'/{organisation}/documents{query}', token=token, **more)


def read_documents(backend, tap, organisation, token, whose):
    """Every window, and every document whole."""
    seen, offset, total, as_of = [], 0, 1, ''
    while offset < total:
        answer = window(backend, organisation, token, f'?offset={offset}&limit=50{as_of}').json
        total, as_of = answer['total'], f'&as_of={answer["as_of"]}'
        seen += [item['id'] for item in answer['items']]
        offset += 50
    tap.equal(len(set(seen)), total, f'/contract/K3/{organisation}, {whose}: the windows hold every document once')
    read = [backend.ask('GET', f'/{organisation}/documents/{document}', token=token).status for document in seen[:150]]
    tap.equal(set(read) - {200}, set(), f'/contract/K3/{organisation}, {whose}: every document can be read')
    for sort in ('date', 'number', 'type', 'subject', 'amount', 'state'):
        for sign in ('', '-'):
            window(backend, organisation, token, f'?limit=5&sort={sign}{sort}')
    for query in ('?q=ab', '?waits=true', '?waits=false', '?from=2017-01-01&to=2026-12-31', '?type=work_order,order',
                  '?state=closed,done', '?offset=100000'):
        window(backend, organisation, token, query)


def read_accounts(backend, tap, organisation, token):
    """Every account, the balances of a year, every receipt as text and one as a file."""
    for account in backend.ask('GET', f'/{organisation}/accounts', token=token).json['items']:
        place = f'/{organisation}/accounts/{account["id"]}'
        backend.ask('GET', place + '/balance', token=token)
        receipts = backend.ask('GET', place + '/receipts', token=token).json['items']
        for receipt in receipts:
            backend.ask('GET', f'/{organisation}/receipts/{receipt["id"]}', token=token)
            backend.ask('GET', f'{place}/balance?month={receipt["month"]}', token=token)
        for receipt in receipts[:1]:
            answer = backend.ask('GET', f'/{organisation}/receipts/{receipt["id"]}/file', token=token)
            tap.ok(answer.body.startswith(b'%PDF'), f'/contract/K3/{organisation}: a receipt as a file')
            unchanged(backend, tap, f'/{organisation}/receipts/{receipt["id"]}', token)
            unchanged(backend, tap, f'/{organisation}/receipts/{receipt["id"]}/file', token)
        unchanged(backend, tap, place + '/receipts', token)


def unchanged(backend, tap, path, token=None):
    """A second read with the version of the first one is answered 304."""
    tag = backend.ask('GET', path, token=token).headers['ETag']
    answer = backend.ask('GET', path, token=token, headers={'If-None-Match': tag})
    tap.equal((answer.status, answer.body), (304, b''), f'/contract/B/unchanged {path.split("?")[0]}')


def test_unchanged(backend, tap):
    """What pages show is told once, and then only that it is still so."""
    token = backend.sign_in('priozernaya')
    account = backend.ask('GET', '/priozernaya/accounts', token=token).json['items'][0]['id']
    meter = backend.ask('GET', f'/priozernaya/accounts/{account}/meters', token=token).json['items'][0]['id']
    for path in ('me', f'accounts/{account}/balance', f'accounts/{account}/charges', f'meters/{meter}/readings'):
        unchanged(backend, tap, f'/priozernaya/{path}', token)
    token = backend.sign_in('autodoc')
    for path in ('promotions', 'watches', 'catalogue', 'catalogue/vehicles'):
        unchanged(backend, tap, f'/autodoc/{path}', token)
    token = backend.sign_in('east-motors')
    vehicle = backend.ask('GET', '/east-motors/vehicles', token=token).json['items'][0]['id']
    unchanged(backend, tap, f'/east-motors/vehicles/{vehicle}', token)


def test_reading(backend, tap):
    """What the demo holds, seen by a customer and by the staff."""
    unchanged(backend, tap, '/organisations')
    for entry in backend.ask('GET', '/organisations').json['items']:
        organisation = entry['id']
        unchanged(backend, tap, f'/{organisation}')
        descriptor = backend.ask('GET', f'/{organisation}').json
        for whose, login, password in (('customer', 'demo@example.org', 'demo2026'), ('staff', 'staff@example.org', 'staff2026')):
            token = backend.sign_in(organisation, login, password)
            backend.ask('GET', f'/{organisation}/me', token=token)
            backend.ask('GET', f'/{organisation}/sessions', token=token)
            read_documents(backend, tap, organisation, token, whose)
            read_accounts(backend, tap, organisation, token)
        for flow in descriptor['flows']:
            begun = Flow(backend, organisation, flow, token=backend.sign_in(organisation) if flow == 'link_account' else None)
            tap.equal((begun.answer.status, begun.get().status), (201, 200), f'/contract/K3/{organisation}: {flow} begins')
    backend.ask('GET', '/health')


def test_flow(backend, tap):
    """One flow with every move that there is."""
    flow = Flow(backend, 'spetsavto')
    flow.submit('form', {})
    tap.equal(flow.answer.problem, 'validation', '/contract/K5/validation')
    flow.submit('form', {'email': 'contract@example.org', 'password': 'abcde'})
    tap.equal(flow.resend('email_code').problem, 'too-many-requests', '/contract/K5/too-many-requests')
    tap.equal(flow.submit('email_code', {'code': '0'}).problem in ('wrong-code', 'validation'), True, '/contract/K5/a code')
    wrong = '111111' if flow.code('contract@example.org') != '111111' else '222222'
    tap.equal(flow.submit('email_code', {'code': wrong}).problem, 'wrong-code', '/contract/K5/wrong-code')
    advance(backend, 7200)
    old = flow.code('contract@example.org')
    tap.equal(flow.submit('email_code', {'code': old}).problem, 'code-expired', '/contract/K5/code-expired')
    tap.equal(flow.resend('email_code').status, 200, '/contract/K3/resend')
    tap.equal(flow.back('form').status, 200, '/contract/K3/back')
    tap.equal(flow.submit('email_code', {'code': old}).problem, 'conflict', '/contract/K5/conflict')
    advance(backend, 8 * 86400)
    tap.equal(flow.get().problem, 'gone', '/contract/K5/gone')

    flow = Flow(backend, 'east-motors')
    captcha = flow.new_captcha()
    tap.equal(captcha.status, 200, '/contract/K3/captcha')
    flow.submit('form', {'person_kind': 'natural', 'email': 'contract@example.org', 'password': 'пароль', 'phone': '80291234567',
                         'password_repeat': 'пароль', 'captcha': {'id': captcha.json['id'], 'answer': '-', 'way': 'words'}})
    tap.equal(flow.answer.problem, 'wrong-captcha', '/contract/K5/wrong-captcha')


def find_action(backend, token, allowed):
    """A document of E and something that may, or may not, be done with it now without filling in a form."""
    for item in window(backend, 'east-motors', token, '?limit=200').json['items']:
        detail = backend.ask('GET', f'/east-motors/documents/{item["id"]}', token=token).json
        for action in detail['actions']:
            asks = action.get('lines') or any(field.get('required') for field in action.get('fields', []))
            if action['allowed'] == allowed and not asks:
                return detail, action
    raise AssertionError('the demo has nothing to act on')


def test_acting(backend, tap):
    """Documents are acted on, accounts unlinked, passwords changed, sessions turned over and ended."""
    token = backend.sign_in('east-motors', 'staff@example.org', 'staff2026')
    detail, action = find_action(backend, token, True)
    path = f'/east-motors/documents/{detail["id"]}'
    tag = backend.ask('GET', path, token=token).headers['ETag']
    acted = backend.ask('POST', f'{path}/actions/{action["id"]}', {'values': {}}, token, {'If-Match': tag})
    tap.equal(acted.status, 200, '/contract/K3/an action')
    again = backend.ask('POST', f'{path}/actions/{action["id"]}', {'values': {}}, token, {'If-Match': tag})
    tap.equal(again.problem, 'precondition-failed', '/contract/K5/precondition-failed')
    unchanged(backend, tap, path, token)
    unchanged(backend, tap, '/east-motors/documents?limit=5', token)

    token = backend.sign_in('spetsavto')
    account = backend.ask('GET', '/spetsavto/accounts', token=token).json['items'][0]['id']
    tap.equal(backend.ask('DELETE', f'/spetsavto/accounts/{account}', token=token).status, 204, '/contract/K3/unlink')
    tap.equal(backend.ask('GET', f'/spetsavto/accounts/{account}/balance', token=token).problem, 'not-found',
              '/contract/K5/not-found')
    login = {'login': 'demo@example.org', 'password': 'demo2026', 'remember': True}
    tokens = backend.ask('POST', '/spetsavto/sessions', login).json
    tokens = backend.ask('POST', '/spetsavto/sessions/refresh', {'refresh_token': tokens['refresh_token']}).json
    changed = backend.ask('POST', '/spetsavto/password', {'current': 'demo2026', 'password': 'demo2027'}, tokens['access_token'])
    tap.equal(changed.status, 204, '/contract/K3/password')
    ended = backend.ask('DELETE', '/spetsavto/sessions/current', token=tokens['access_token'])
    tap.equal(ended.status, 204, '/contract/K3/sign-out')
    wrong = backend.ask('POST', '/spetsavto/sessions', login)
    tap.equal(wrong.problem, 'wrong-credentials', '/contract/K5/wrong-credentials')
    tap.equal(backend.ask('GET', '/spetsavto/me', token=tokens['access_token']).problem, 'unauthorized', '/contract/K5/unauthorized')


class Judge:
    """Holds an answer that did not go through the front against the schema of problems."""

    def __init__(self, document, tap):
        self.tap = tap
        self.validator = jsonschema.Draft202012Validator({'$ref': '#/components/schemas/Problem',
                                                          'components': document['components']})

    def refused(self, answer, problem, name):
        found = [error.message for error in self.validator.iter_errors(answer.json)] if answer.problem else ['no problem']
        headers = [header for header in ('X-Kabinet', 'X-Request-ID') if header not in answer.headers]
        self.tap.equal((answer.problem, found, headers), (problem, [], []), name)


def test_unknown_parameters(backend, document, judge):
    """K6, for every operation: the validating proxy lets unknown parameters pass, so the server must not."""
    token = backend.sign_in('priozernaya')
    for path, operations in document['paths'].items():
        for method in operations.keys() & {'get', 'post', 'put', 'patch', 'delete'}:
            place = re.sub(r'\{(\w+)\}', lambda name: PLACES[name[1]], path).replace('spetsavto', 'priozernaya')
            body = {} if method == 'post' else None
            answer = backend.ask(method.upper(), place + '?nonsense=1', body, token, direct=True)
            judge.refused(answer, 'unknown-parameter', f'/contract/K6/{operations[method]["operationId"]}')
    answer = backend.ask('GET', '/priozernaya/documents?limit=1&limit=2', token=token, direct=True)
    judge.refused(answer, 'bad-request', '/contract/K6/a parameter given twice')


def test_other_methods(backend, document, judge):
    """A method that the contract does not give an address is refused, and Allow names what it has."""
    for path, operations in document['paths'].items():
        place = re.sub(r'\{(\w+)\}', lambda name: PLACES[name[1]], path)
        answer = backend.ask('PATCH', place, {}, direct=True)
        judge.refused(answer, 'method-not-allowed', f'/contract/K1/PATCH {path}')
        allowed = {method.strip().lower() for method in answer.headers.get('Allow', '').split(',')}
        known = operations.keys() & {'get', 'post', 'put', 'patch', 'delete'}
        judge.tap.equal(known - allowed, set(), f'/contract/K1/Allow of {path}')


def test_refusals(backend, judge):
    """What the front itself would refuse."""
    body = {'flow': 'registration', 'values': {}}
    json_type = {'Content-Type': 'application/json'}
    answer = backend.ask('POST', '/spetsavto/flows', body, headers={'Content-Type': 'text/plain'}, direct=True)
    judge.refused(answer, 'unsupported-media', '/contract/K5/unsupported-media')
    answer = backend.ask('POST', '/spetsavto/flows', {'flow': 'x' * 300000}, direct=True)
    judge.refused(answer, 'too-large', '/contract/K5/too-large')
    answer = backend.ask('POST', '/spetsavto/flows', body, headers={'Idempotency-Key': '', **json_type}, direct=True)
    judge.tap.ok(answer.problem in ('bad-request', 'precondition-required'), '/contract/K1/no idempotency key', answer)
    token = backend.sign_in('east-motors')
    item = window(backend, 'east-motors', token).json['items'][0]['id']
    answer = backend.ask('POST', f'/east-motors/documents/{item}/actions/approve', {'values': {}}, token, direct=True)
    judge.refused(answer, 'precondition-required', '/contract/K5/precondition-required')
    answer = window(backend, 'east-motors', token, '?as_of=nonsense')
    judge.refused(answer, 'bad-request', '/contract/K5/bad-request')
    judge.refused(window(backend, 'east-motors', token, '?nonsense=1'), 'unknown-parameter', '/contract/K5/unknown-parameter')
    key = '4f5c2f0e-4b3c-4c55-9d4f-0b7f3a1d2c11'
    backend.ask('POST', '/spetsavto/flows', body, key=key)
    answer = backend.ask('POST', '/spetsavto/flows', {**body, 'flow': 'recovery'}, key=key)
    judge.refused(answer, 'idempotency-mismatch', '/contract/K5/idempotency-mismatch')
    detail, action = find_action(backend, token, False)
    path = f'/east-motors/documents/{detail["id"]}'
    tag = backend.ask('GET', path, token=token).headers['ETag']
    answer = backend.ask('POST', f'{path}/actions/{action["id"]}', {'values': {}}, token, {'If-Match': tag})
    judge.refused(answer, 'forbidden', '/contract/K5/forbidden')


def test_maintenance(backend, judge):
    path = os.path.join(backend.data, 'maintenance')
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write('Работы до 18:00')
    judge.refused(backend.ask('GET', '/organisations'), 'maintenance', '/contract/K5/maintenance')
    judge.tap.equal(backend.ask('GET', '/health').status, 200, '/contract/K3/health answers all the time')
    os.unlink(path)


def main():
    tap = Tap()
    if prism_program() is None:
        print('1..0 # SKIP the tools of the contract are not installed (./dev test fetches them)')
        return 0
    with open(OPENAPI, encoding='utf-8') as stream:
        document = yaml.safe_load(stream)
    judge = Judge(document, tap)
    with Backend(*OPTIONS, tap=tap) as backend:
        test_reading(backend, tap)
        test_unchanged(backend, tap)
        test_acting(backend, tap)
        test_flow(backend, tap)
        test_unknown_parameters(backend, document, judge)
        test_other_methods(backend, document, judge)
        test_refusals(backend, judge)
        test_maintenance(backend, judge)
    with Backend('--minimum-client', '9.0', tap=tap) as backend:
        judge.refused(backend.ask('GET', '/organisations'), 'client-too-old', '/contract/K5/client-too-old')
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
