#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expenses for a period: A-28 for customers, and the same made by staff for one of them (A-28)."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402

YEARS = 'from=2020-01-01&to=2027-12-31'


class Person:
    def __init__(self, backend, organisation, login=None):
        self.backend, self.organisation = backend, organisation
        self.token = (backend.sign_in(organisation, login, 'staff2026') if login else backend.sign_in(organisation))

    def ask(self, path, **more):
        return self.backend.ask('GET', f'/{self.organisation}{path}', token=self.token, **more)

    def items(self, query=YEARS):
        return self.ask(f'/statement?{query}').json['items']


def documents_of(person, kind, states):
    """What the list of documents says about the same expenses, all pages of it."""
    found, offset = [], 0
    while True:
        window = person.ask(f'/documents?type={kind}&offset={offset}&limit=100').json
        found += window['items']
        offset += 100
        if offset >= window['total']:
            return [one for one in found if one['state']['id'] in states and one.get('amount')]


def amounts_of(items, category):
    return sorted((item['document'], item['amount']['minor']) for item in items if item['category'] == category)


def test_documents(tap, backend):
    customer = Person(backend, 'autodoc')
    items = customer.items()
    orders = documents_of(customer, 'order', ['handed'])
    returns = documents_of(customer, 'return', ['refunded'])
    tap.ok(orders, '/statement/A-28/there are orders to look at')
    tap.equal(amounts_of(items, 'parts'), sorted((one['id'], one['amount']['minor']) for one in orders),
              '/statement/A-28/every order that was handed over, once')
    tap.equal(amounts_of(items, 'returns'), sorted((one['id'], -one['amount']['minor']) for one in returns),
              '/statement/A-28/money that came back is negative')
    tap.equal([item['date'] for item in items], sorted((item['date'] for item in items), reverse=True),
              '/statement/A-28/the newest first')
    currencies = {item['amount']['currency'] for item in items}
    tap.ok('RUB' in currencies, '/statement/A-28/each in its own currency', str(currencies))
    return orders


def test_period(tap, backend):
    customer = Person(backend, 'autodoc')
    every = customer.items()
    day = every[len(every) // 2]['date']
    tap.equal(customer.items(f'from={day}&to={day}'), [item for item in every if item['date'] == day],
              '/statement/A-28/first and last day belong to the period')
    default = customer.ask('/statement').json
    tap.ok(default['from'][8:] == '01' and default['from'] < default['to'],
           '/statement/A-28/twelve months where none is named', str((default['from'], default['to'])))
    tap.equal(customer.items('from=2001-01-01&to=2001-12-31'), [], '/statement/a period without expenses is empty')
    for query, name in (('from=2026-13-01', 'a month that is none'), ('from=yesterday', 'a word'),
                        ('from=2026-05-02&to=2026-05-01', 'the last day before the first'),
                        ('from=1990-01-01&to=2026-01-01', 'a life')):
        answer = customer.ask(f'/statement?{query}', direct=True)
        tap.equal((answer.status, answer.problem), (400, 'bad-request'), f'/statement/refused: {name}')
    tagged = customer.ask('/statement')
    tap.equal(customer.ask('/statement', headers={'If-None-Match': tagged.headers['ETag']}).status, 304,
              '/statement/unchanged is not sent again')
    tap.equal(backend.ask('GET', '/autodoc/statement', direct=True).status, 401, '/statement/for people who are signed in')


def test_charges(tap, backend):
    customer = Person(backend, 'spetsavto')
    items = customer.items()
    accounts = {item['number']: item['id'] for item in customer.ask('/accounts').json['items']}
    tap.equal({item['account'] for item in items}, set(accounts), '/statement/A-28/charges of every linked account')
    number, account = next(iter(accounts.items()))
    month = next(item['date'][:7] for item in items if item['account'] == number)
    balance = customer.ask(f'/accounts/{account}/balance?month={month}').json
    tap.equal(sum(item['amount']['minor'] for item in items
                  if item['account'] == number and item['date'].startswith(month)),
              balance['charged']['minor'] + balance['recalculated']['minor'] + balance['penalty']['minor'],
              '/statement/A-28/a month adds up to what its balance says')


def test_staff(tap, backend, orders):
    staff = Person(backend, 'autodoc', 'staff@example.org')
    customer = Person(backend, 'autodoc')
    tap.equal(staff.items(f'{YEARS}&document={orders[0]["id"]}'), customer.items(),
              '/statement/A-28/staff make the same for a customer')
    tap.equal(staff.ask('/statement').status, 400, '/statement/A-28/staff say for whom')
    tap.equal(staff.ask('/statement?document=999999').status, 404, '/statement/A-28/no such document')
    desk = Person(backend, 'spetsavto', 'staff@example.org')
    mine = [item for item in Person(backend, 'spetsavto').items() if item['account'] == '123543566']
    tap.equal(desk.items(f'{YEARS}&account=123543566'), mine, '/statement/A-28/staff make it for an account')
    tap.equal(customer.ask(f'/statement?document={orders[0]["id"]}').status, 403,
              '/statement/customers read only their own')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend:
        orders = test_documents(tap, backend)
        test_period(tap, backend)
        test_charges(tap, backend)
        test_staff(tap, backend, orders)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
