#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account's owner reads and adds: information, charges, payments, a bill that is out of line."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402

S = 'spetsavto'
H = 'priozernaya'


def find_account(backend, token, organisation, number):
    items = backend.ask('GET', f'/{organisation}/accounts', token=token).json['items']
    return next(item['id'] for item in items if item['number'] == number)


def properties(answer):
    return {known['name']: known for group in answer.json['groups'] for known in group['properties']}


def test_information(backend, tap):
    token = backend.sign_in(S)
    account = find_account(backend, token, S, '123543566')
    answer = backend.ask('GET', f'/{S}/accounts/{account}', token=token)
    known = properties(answer)
    for row, name, value in (('S-30', 'address', 'г. Смоленск, ул. Озёрная, д. 14, кв. 41'), ('S-31', 'holder', 'Иванов Иван Иванович'),
                             ('S-36', 'number', '123543566'), ('S-37', 'registered', '5'), ('S-38', 'residents', '5'),
                             ('S-34', 'registration_address', '214000, г. Смоленск, ул. Озёрная, д. 14, кв. 41')):
        tap.equal(known[name].get('value'), value, f'/information/{row}/{name}')
    tap.equal(answer.json['to_pay'], {'minor': 44730, 'currency': 'RUB'}, '/information/S-39/the present debt')
    for row, name in (('S-32', 'phone'), ('S-33', 'home_phone'), ('S-33', 'email'), ('S-35', 'delivery_address')):
        tap.ok('value' not in known[name] and known[name]['field']['name'] == name,
               f'/information/{row}/{name} is not specified and can be added')
    tap.ok('field' not in known['holder'], '/information/S-31/the holder is the register’s')
    again = backend.ask('GET', f'/{S}/accounts/{account}', token=token, headers={'If-None-Match': answer.headers['ETag']})
    tap.equal(again.status, 304, '/information/unchanged')
    return token, account


def test_details(backend, tap, token, account):
    path = f'/{S}/accounts/{account}/details'
    answer = backend.ask('POST', path, {'values': {'phone': '+79107770066'}}, token=token)
    tap.equal(properties(answer)['phone']['value'], '+7 910 777-00-66', '/details/S-32/a phone is added')
    tap.equal(properties(answer)['phone']['field']['default'], '+79107770066', '/details/S-08/and can be changed')
    answer = backend.ask('POST', path, {'values': {'delivery_address': '214000, Смоленск, а/я 12', 'email': 'anna@example.org'}},
                         token=token)
    tap.equal([properties(answer)[name]['value'] for name in ('delivery_address', 'email')],
              ['214000, Смоленск, а/я 12', 'anna@example.org'], '/details/S-33 S-35/an address and a mail are added')
    answer = backend.ask('POST', path, {'values': {'email': ''}}, token=token)
    tap.ok('value' not in properties(answer)['email'], '/details/S-33/what was told can be taken back')
    answer = backend.ask('POST', path, {'values': {'email': 'no address', 'phone': '12'}}, token=token)
    tap.equal(sorted(error['pointer'] for error in answer.json['errors']), ['/values/email', '/values/phone'],
              '/details/bad values are named')
    answer = backend.ask('POST', path, {'values': {'holder': 'Кто-то другой'}}, token=token)
    tap.equal(answer.json['errors'][0]['code'], 'unknown_member', '/details/S-31/the holder is not the owner’s to change')
    tap.equal(backend.ask('POST', path, {}, token=token, direct=True).problem, 'bad-request', '/details/no values')
    key = '0b7f3a1d-4b3c-4c55-9d4f-000000000001'
    first = backend.ask('POST', path, {'values': {'email': 'once@example.org'}}, token=token, key=key)
    second = backend.ask('POST', path, {'values': {'email': 'once@example.org'}}, token=token, key=key)
    tap.equal(first.body, second.body, '/details/the same key is done once')
    stranger = backend.sign_in(S, 'new@example.org')
    for method, place in (('GET', ''), ('GET', '/charges'), ('GET', '/payments'), ('POST', '/details')):
        answer = backend.ask(method, f'/{S}/accounts/{account}{place}', {'values': {}} if method == 'POST' else None, token=stranger)
        tap.equal(answer.problem, 'not-found', f'/information/nobody else’s account: {method} {place}')


def test_charges(backend, tap):
    token = backend.sign_in(S)
    account = find_account(backend, token, S, '100000005')
    answer = backend.ask('GET', f'/{S}/accounts/{account}/charges', token=token)
    months = answer.json['months']
    last = months[0]['month']
    now = [item for item in answer.json['items'] if item['month'] == last]
    tap.equal([(item['kind'], item['service'], item['quantity'], item['unit'], item['tariff']['minor'], item['amount']['minor'])
               for item in now], [('charge', 'Обращение с ТКО, частный дом', '1', 'чел.', 10215, 10215)],
              '/charges/S-48/the current month by service')
    tap.equal(len(months), 18, '/charges/S-49/the history by month')
    wrong = [month for month in months
             if sum(item['amount']['minor'] for item in answer.json['items'] if item['month'] == month['month'])
             != sum(month[line]['minor'] for line in ('charged', 'recalculated', 'penalty'))]
    tap.equal(wrong, [], '/charges/S-42 S-46/the services of a month are what its lines say')
    recalculated = [item for item in answer.json['items'] if item['kind'] == 'recalculation']
    tap.ok(len(recalculated) == 1 and recalculated[0]['amount']['minor'] == -3405 and 'дорога' in recalculated[0]['reason'],
           '/charges/S-43/a recalculation with its reason', recalculated)
    penalties = [item for item in answer.json['items'] if item['kind'] == 'penalty']
    tap.ok(len(penalties) == 2 and all('Просрочка' in item['reason'] for item in penalties),
           '/charges/S-44/penalties with their reason', penalties)
    tap.equal(answer.json.get('alarm'), None, '/charges/a bill like the others alarms nobody')
    part = backend.ask('GET', f'/{S}/accounts/{account}/charges?from={months[3]["month"]}&to={months[1]["month"]}', token=token)
    tap.equal([month['month'] for month in part.json['months']], [month['month'] for month in months[1:4]], '/charges/S-49/a period')
    tap.equal(backend.ask('GET', f'/{S}/accounts/{account}/charges?from=2001-01&to=2001-12', token=token).json,
              {'items': [], 'months': []}, '/charges/months without data')
    for query, direct in (('from=october', True), ('from=2026-10&to=2026-01', False), ('from=1990-01&to=2026-01', False)):
        answer = backend.ask('GET', f'/{S}/accounts/{account}/charges?{query}', token=token, direct=direct)
        tap.equal(answer.problem, 'bad-request', f'/charges/{query}')


def test_alarm(backend, tap):
    token = backend.sign_in(H)
    account = find_account(backend, token, H, '123456789')
    answer = backend.ask('GET', f'/{H}/accounts/{account}/charges', token=token)
    tap.ok(len([item for item in answer.json['items'] if item['month'] == answer.json['months'][0]['month']]) == 6,
           '/charges/H-36/charges for the services of a month')
    alarm = answer.json['alarm']
    tap.equal((alarm['month'], alarm['amount']['minor']), (answer.json['months'][0]['month'], 421864), '/alarm/H-36/of the last bill')
    tap.ok('Холодная вода' in [service['title'] for service in alarm['services']]
           and all(service['amount']['minor'] > service['usual']['minor'] for service in alarm['services']),
           '/alarm/H-36/names what cost more than it uses to', alarm)
    heating = [service for service in alarm['services'] if service['title'] == 'Отопление']
    tap.equal(heating, [], '/alarm/the cold season alarms nobody')


def test_payments(backend, tap):
    token = backend.sign_in(S)
    account = find_account(backend, token, S, '123543566')
    answer = backend.ask('GET', f'/{S}/accounts/{account}/payments', token=token)
    items = answer.json['items']
    receipts = {item['id']: item for item in backend.ask('GET', f'/{S}/accounts/{account}/receipts', token=token).json['items']}
    tap.equal(len(items), 25, '/payments/S-50/the history of payments')
    tap.ok(all(item['state']['id'] == 'posted' and item['method'] and item['amount']['minor'] == 44730 for item in items),
           '/payments/S-50/with method and state')
    tap.ok(items == sorted(items, key=lambda item: item['at'], reverse=True), '/payments/the newest first')
    tap.ok(all(receipts[item['receipt']]['amount'] == item['amount'] for item in items), '/payments/each with its receipt')
    again = backend.ask('GET', f'/{S}/accounts/{account}/payments', token=token, headers={'If-None-Match': answer.headers['ETag']})
    tap.equal(again.status, 304, '/payments/unchanged')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend:
        token, account = test_information(backend, tap)
        test_details(backend, tap, token, account)
        test_charges(backend, tap)
        test_alarm(backend, tap)
        test_payments(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
