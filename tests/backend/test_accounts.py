#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Personal accounts: linked by number and amount, unlinked, with a balance that adds up."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from flowing import Flow, advance, last_message  # noqa: E402

ORG = 'spetsavto'
LINES = ('opening', 'charged', 'recalculated', 'penalty', 'paid', 'to_pay')


def accounts(backend, token, organisation=ORG):
    return backend.ask('GET', f'/{organisation}/accounts', token=token).json['items']


def balance(backend, token, account, month=None):
    query = f'?month={month}' if month else ''
    return backend.ask('GET', f'/{ORG}/accounts/{account}/balance{query}', token=token, direct=month == 'october')


def amounts(answer):
    return [answer.json[line]['minor'] for line in LINES]


def link(backend, token, number, minor, organisation=ORG):
    flow = Flow(backend, organisation, 'link_account', token=token)
    flow.submit('account', {'account_number': number, 'amount': {'minor': minor, 'currency': 'RUB'}})
    return flow


def test_list(backend, tap):
    token = backend.sign_in(ORG)
    items = accounts(backend, token)
    tap.equal([item['number'] for item in items], ['123543566', '100000005'], '/accounts/S-28/several accounts of one login')
    first = items[0]
    tap.equal((first['holder'], first['address'], first['to_pay']),
              ('Иванов Иван Иванович', 'г. Смоленск, ул. Озёрная, д. 14, кв. 41', {'minor': 44730, 'currency': 'RUB'}),
              '/accounts/S-15 S-16 S-30 S-31 S-36/what the header shows')
    tap.ok(first['linked_at'].startswith('2024-09-12T20:24:00'), '/accounts/S-23/date linked')
    empty = accounts(backend, backend.sign_in(ORG, 'new@example.org'))
    tap.equal(empty, [], '/accounts/S-17 S-24/no links at first')
    return token, first['id']


def test_balance(backend, tap, token, account):
    answer = balance(backend, token, account)
    tap.equal(amounts(answer), [44730, 44730, 0, 0, 44730, 44730], '/accounts/S-40 S-41 S-42 S-43 S-44 S-45/the figures of the seed')
    wrong = []
    for item in accounts(backend, token):
        closing = None
        for receipt in reversed(backend.ask('GET', f'/{ORG}/accounts/{item["id"]}/receipts', token=token).json['items']):
            lines = amounts(balance(backend, token, item['id'], receipt['month']))
            if sum(lines[:4]) - lines[4] != lines[5] or closing not in (None, lines[0]):
                wrong.append((item['number'], receipt['month'], lines))
            closing = lines[5]
    tap.equal(wrong, [], '/accounts/S-46/every month adds up and goes on from the one before')
    other = next(item['id'] for item in accounts(backend, token) if item['number'] == '100000005')
    months = [amounts(balance(backend, token, other, receipt['month'])) for receipt in
              backend.ask('GET', f'/{ORG}/accounts/{other}/receipts', token=token).json['items']]
    tap.ok(any(lines[2] < 0 for lines in months) and any(lines[3] > 0 for lines in months),
           '/accounts/S-43 S-44/a recalculation and a penalty are met')
    for month, problem in (('2026-13', 'bad-request'), ('october', 'bad-request'), ('1999-01', 'not-found')):
        tap.equal(balance(backend, token, account, month).problem, problem, f'/accounts/month {month}')
    stranger = backend.sign_in(ORG, 'new@example.org')
    tap.equal(balance(backend, stranger, account).problem, 'not-found', '/accounts/nobody else’s balance')


def test_linking(backend, tap):
    token = backend.sign_in(ORG, 'new@example.org')
    flow = link(backend, token, '999999999', 44730)
    tap.equal((flow.answer.problem, flow.errors(), flow.json.get('attempts_left')),
              ('validation', {'/values/account_number': 'unknown_account'}, 4), '/accounts/S-26/an account that does not exist')
    flow = link(backend, token, '123543566', 44731)
    tap.equal((flow.errors(), flow.json.get('attempts_left')), ({'/values/amount': 'wrong_amount'}, 3),
              '/accounts/S-21 S-26/a wrong amount, and attempts left')
    tap.equal(flow.json['errors'][0]['params'], {'attempts_left': 3}, '/accounts/S-26/the field itself tells the attempts left')
    flow = link(backend, token, '123543566', 44730)
    tap.equal((flow.answer.status, flow.json.get('state')), (200, 'done'), '/accounts/S-20 S-21 S-22/linked')
    tap.equal([item['number'] for item in accounts(backend, token)], ['123543566'], '/accounts/S-23/it is in the table')
    message = last_message(backend, 'demo@example.org')
    tap.ok('123543566' in message['text'] and 'new@example.org' in message['text'],
           '/accounts/decision 9/the present owner is told', message)
    flow = link(backend, token, '123543566', 44730)
    tap.equal(flow.errors(), {'/values/account_number': 'linked'}, '/accounts/S-26/linked already')
    anonymous = Flow(backend, ORG, 'link_account')
    tap.equal(anonymous.answer.problem, 'unauthorized', '/accounts/not without signing in')
    return token


def test_guessing(backend, tap, token):
    left = [link(backend, token, '123543567', minor).json.get('attempts_left') for minor in range(17801, 17806)]
    tap.equal(left, [4, 3, 2, 1, 0], '/accounts/decision 9/attempts left')
    flow = link(backend, token, '123543567', 17892)
    tap.equal(flow.answer.problem, 'too-many-requests', '/accounts/decision 9/guessing ends after five attempts')
    advance(backend, 86401)
    token = backend.sign_in(ORG, 'new@example.org')
    flow = link(backend, token, '123543567', 17892)
    tap.equal(flow.json.get('state'), 'done', '/accounts/S-28/a second account, the next day')


def test_unlinking(backend, tap):
    token = backend.sign_in(ORG, 'new@example.org')
    account = accounts(backend, token)[0]['id']
    tap.equal(backend.ask('DELETE', f'/{ORG}/accounts/{account}', token=token).status, 204, '/accounts/S-25/unlinked')
    tap.equal(len(accounts(backend, token)), 1, '/accounts/S-25/it is gone from the table')
    tap.equal(backend.ask('DELETE', f'/{ORG}/accounts/{account}', token=token).problem, 'not-found', '/accounts/gone is gone')
    demo = backend.sign_in(ORG)
    tap.equal(len(accounts(backend, demo)), 2, '/accounts/S-25/the other person keeps it')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-outbox', '--demo-clock', organisations=ORGANISATIONS, tap=tap) as backend:
        token, account = test_list(backend, tap)
        test_balance(backend, tap, token, account)
        token = test_linking(backend, tap)
        test_guessing(backend, tap, token)
        test_unlinking(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
