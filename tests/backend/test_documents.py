#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of documents: windows, order, search, filters, counts, rights; one document whole."""
import datetime
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402

ORG = 'east-motors'


class Table:
    """The documents of one person."""

    def __init__(self, backend, token, organisation=ORG):
        self.backend, self.token, self.organisation = backend, token, organisation

    def ask(self, headers=None, direct=False, **query):
        if 'from_' in query:
            query['from'] = query.pop('from_')
        words = urllib.parse.urlencode(query)
        return self.backend.ask('GET', f'/{self.organisation}/documents' + ('?' + words if words else ''), token=self.token,
                                headers=headers, direct=direct)

    def window(self, **query):
        return self.ask(**query).json

    def numbers(self, **query):
        return [item['number'] for item in self.window(**query)['items']]

    def all(self, **query):
        """Every row, window by window under one mark."""
        window = self.window(limit=50, **query)
        items, mark = window['items'], window['as_of']
        while len(items) < window['total']:
            items += self.window(limit=50, offset=len(items), as_of=mark, **query)['items']
        return items


def test_columns(tap, table):
    rows = {row['number']: row for row in table.all()}
    request, order, confirmed = rows['1000016317'], rows['ИСТ0001688'], rows['1000016010']
    tap.ok({'closed', 'filed', 'estimate', 'confirmed'} <= {row['state']['id'] for row in rows.values()},
           '/documents/E-38/finished and running ones together')
    tap.equal((request['type_title'], order['type_title']), ('Заявка на ремонт', 'Заказ-наряд'), '/documents/E-40 E-46/types')
    tap.ok('1000016317' in rows and 'ИСТ0001688' in rows and
           all(len(row['number']) == 10 for row in rows.values()), '/documents/E-41 E-47/numbers are text')
    tap.equal((request['subject'], order['subject']), ('Тест 6 апреля 2017', 'Текущий ремонт'), '/documents/E-42/reason')
    tap.equal((request['date'], order['date']), ('2017-04-06T19:01:11+03:00', '2017-04-06T17:57:03+03:00'),
              '/documents/E-43 E-48/dates with seconds')
    tap.equal((request.get('amount'), order['amount'], confirmed['amount']),
              (None, {'minor': 55649, 'currency': 'BYN'}, {'minor': 20450, 'currency': 'BYN'}), '/documents/E-44 E-49/amounts')
    tap.equal([row['state']['title'] for row in (request, order, confirmed)], ['Подана', 'Закрыт', 'Подтверждена'],
              '/documents/E-45 E-50/states')
    tap.equal(request['state']['tone'], 'neutral', '/documents/E-50/just filed is grey')
    tap.ok(min(row['date'] for row in rows.values()) >= '2016-07-01', '/documents/E-04/history from 1 July 2016')
    tap.ok(110 <= len(rows) <= 150 and len({row['thing'] for row in rows.values()}) > 2, '/documents/E-03/several vehicles',
           len(rows))
    tap.ok(all('customer' not in row for row in rows.values()), '/documents/customers are not told who the customer is')


def test_order(tap, table):
    dates = [row['date'] for row in table.all()]
    tap.equal(dates, sorted(dates, reverse=True), '/documents/E-51/the newest is on top')
    for column, key in (('date', lambda row: row['date']), ('number', lambda row: row['number']),
                        ('subject', lambda row: row['subject'])):
        rows = table.all(sort=column)
        tap.equal([key(row) for row in rows], sorted(key(row) for row in rows), f'/documents/E5/sorted by {column}')
        back = table.all(sort='-' + column)
        tap.equal([key(row) for row in back], sorted((key(row) for row in back), reverse=True), f'/documents/E5/by {column}, back')
    amounts = [row.get('amount') for row in table.all(sort='amount')]
    known = [amount['minor'] for amount in amounts if amount]
    tap.ok(known == sorted(known) and amounts[len(known):] == [None] * (len(amounts) - len(known)),
           '/documents/E5/no amount yet comes last')
    titles = [row['type_title'] for row in table.all(sort='type')]
    tap.equal(titles, sorted(titles), '/documents/E5/types by title')
    states = [row['state']['id'] for row in table.all(sort='-state')]
    tap.equal(len([i for i in range(1, len(states)) if states[i] != states[i - 1]]), len(set(states)) - 1,
              '/documents/E5/states stand together')


def test_windows(tap, table):
    whole = [row['id'] for row in table.all()]
    tap.equal(len(set(whole)), len(whole), '/documents/E6/no row twice, none lost')
    window = table.window(limit=7, offset=10)
    tap.equal(([row['id'] for row in window['items']], window['offset'], window['total']), (whole[10:17], 10, len(whole)),
              '/documents/E6/a window')
    beyond = table.window(offset=100000)
    tap.equal((beyond['items'], beyond['total']), ([], len(whole)), '/documents/E6/beyond the end')
    for query, problem in (({'offset': -1}, 'bad-request'), ({'limit': 0}, 'bad-request'), ({'limit': 201}, 'bad-request'),
                           ({'limit': 'x'}, 'bad-request'), ({'sort': 'colour'}, 'bad-request'), ({'as_of': 'x'}, 'bad-request'),
                           ({'from_': '2026-02-30'}, 'bad-request'), ({'to': 'yesterday'}, 'bad-request'),
                           ({'waits': 'maybe'}, 'bad-request'), ({'colour': 'red'}, 'unknown-parameter')):
        tap.equal(table.ask(direct=True, **query).problem, problem, f'/documents/K6/{query}')


def test_search(tap, table):
    tap.equal(table.numbers(q='ист0001688'), ['ИСТ0001688'], '/documents/search by number, any case')
    tap.equal(table.numbers(q='556,49'), ['ИСТ0001688'], '/documents/search by amount')
    tap.ok(set(row['thing'] for row in table.all(q='golf')) == {'Volkswagen Golf · 3318 AB-7'}, '/documents/search by vehicle')
    both = table.all(q='шин octavia')
    tap.ok(both and all('шин' in row['subject'] and 'Octavia' in row['thing'] for row in both), '/documents/search by two words')
    tap.equal(table.numbers(q='<a href="x">&</a>'), [], '/documents/search takes anything')
    tap.equal(table.numbers(q="' OR 1=1 --"), [], '/documents/search is no SQL')
    tap.equal(table.numbers(q='100%_'), [], '/documents/search has no wildcards')


def test_filters(tap, table):
    orders = table.all(type='work_order')
    tap.ok(orders and {row['type'] for row in orders} == {'work_order'}, '/documents/filter by type')
    several = table.all(state='filed,confirmed')
    tap.equal({row['state']['id'] for row in several}, {'filed', 'confirmed'}, '/documents/filter by states')
    tap.equal(table.numbers(state='no_such'), [], '/documents/filter by an unknown state')
    day = table.all(from_='2017-04-06', to='2017-04-06')
    tap.equal([row['number'] for row in day][:3], ['1000016317', 'ИСТ0001688', '1000016010'],
              '/documents/E-51/the table of the seed, in its order')
    tap.equal(table.numbers(waits='true'), ['ИСТ0002714'], '/documents/what waits for me')
    counts = table.window()['counts']
    total = table.window()['total']
    tap.equal((counts['waits'], counts['open'] + counts['closed']), (1, total), '/documents/counts')
    tap.equal(table.window(q='golf')['counts'], counts, '/documents/counts do not depend on the filter')


def test_facets(tap, table):
    """E-38: what the chips over the table say and do: how many of each type, state and vehicle, open and closed."""
    counts = table.window()['counts']
    rows = table.all()
    for facet, value in (('type', lambda row: row['type']), ('state', lambda row: row['state']['id']),
                         ('thing', lambda row: row.get('thing'))):
        expected = {}
        for row in rows:
            if value(row) is not None:
                expected[f'{facet}.{value(row)}'] = expected.get(f'{facet}.{value(row)}', 0) + 1
        tap.equal({name: count for name, count in counts.items() if name.startswith(facet + '.')}, expected,
                  f'/documents/E-38/counts by {facet}')
    tap.equal(counts['open'] + counts['closed'], len(rows), '/documents/E-38/open and closed are all')
    things = [name.removeprefix('thing.') for name in counts if name.startswith('thing.')]
    found = table.all(thing=things[0])
    tap.ok(found and {row['thing'] for row in found} == {things[0]} and len(found) == counts['thing.' + things[0]],
           '/documents/E-38/filter by vehicle')
    tap.equal(table.all(thing="no such' thing"), [], '/documents/E-38/no such vehicle')
    tap.equal([len(table.all(open=flag)) for flag in ('true', 'false')], [counts['open'], counts['closed']],
              '/documents/E-38/finished and running ones apart')
    tap.equal(table.ask(open='maybe', direct=True).problem, 'bad-request', '/documents/open takes true or false')


def test_custom_columns(tap, backend, table):
    """E-38: columns that only one organisation has."""
    columns = backend.ask('GET', f'/{ORG}').json['custom_columns']
    tap.equal([column['title'] for column in columns], ['Автомобиль', 'Пробег'], '/documents/E-38/the descriptor adds columns')
    rows = table.all(type='maintenance')
    tap.equal([{cell['column']: cell['text'] for cell in row['cells']} for row in rows[:1]],
              [{'vehicle': rows[0]['thing'], 'mileage': '60 000 км'}], '/documents/E-38/what stands in them')


def test_planned(tap, table):
    """What the first page asks for: the types that are planned, the soonest first."""
    described = table.backend.ask('GET', f'/{ORG}').json['document_types']
    planned = [kind['id'] for kind in described if kind.get('planned')]
    tap.equal(planned, ['maintenance'], '/documents/E-39/maintenance is planned')
    rows = table.all(type=','.join(planned), sort='due')
    agreed = [row for row in rows if row.get('due_at')]
    tap.equal([(row['thing'], row['subject'], row['state']['title']) for row in agreed],
              [('Škoda Octavia · 7742 KX-7', 'ТО на 60 000 км', 'Согласовано'),
               ('Renault Duster · 1906 EI-7', 'ТО на 90 000 км', 'Согласовано')], '/documents/E-07 E-39/the next one of each vehicle')
    today = datetime.datetime.now(datetime.timezone.utc).isoformat()
    tap.ok(today < agreed[0]['due_at'] < agreed[1]['due_at'], '/documents/E-39/days to come, the soonest first', agreed)
    tap.equal([row['state']['id'] for row in rows[len(agreed):]], ['done'], '/documents/E-39/what is over comes last, without a day')
    back = table.all(type=','.join(planned), sort='-due')
    tap.equal([row['id'] for row in back], [rows[1]['id'], rows[0]['id'], rows[2]['id']], '/documents/E-39/the latest first')
    whole = table.backend.ask('GET', f'/{ORG}/documents/{rows[0]["id"]}', token=table.token).json
    tap.equal([(entry['label'], entry['value']) for entry in whole['properties']], [('Пробег', '60 000 км')],
              '/documents/E-07 E-39/the mileage')


def test_finished(tap, backend, table):
    """Staff finish a maintenance, and it has no day any more."""
    token = backend.sign_in(ORG, 'staff@example.org', 'staff2026')
    item = table.window(type='maintenance', sort='due')['items'][0]
    headers = {'If-Match': f'"{item["version"]}"'}
    path = f'/{ORG}/documents/{item["id"]}/actions/finish'
    answer = backend.ask('POST', path, {'values': {}}, token=table.token, headers=headers)
    tap.equal(answer.problem, 'not-found', '/documents/E-39/not by the customer')
    answer = backend.ask('POST', path, {'values': {}}, token=token, headers=headers)
    after = table.window(type='maintenance', sort='due')['items']
    tap.equal((answer.status, [row['state']['id'] for row in after], after[1].get('due_at'), after[2].get('due_at')),
              (200, ['agreed', 'done', 'done'], None, None), '/documents/E-39/finished by staff')


def test_tags(tap, table):
    answer = table.ask(limit=5)
    again = table.ask(limit=5, headers={'If-None-Match': answer.headers['ETag']})
    tap.equal((answer.status, again.status, again.body), (200, 304, b''), '/documents/a window that the client has')
    other = table.ask(limit=6, headers={'If-None-Match': answer.headers['ETag']})
    tap.equal(other.status, 200, '/documents/another window')
    identifier = answer.json['items'][1]['id']
    whole = table.backend.ask('GET', f'/{ORG}/documents/{identifier}', token=table.token)
    tap.equal(whole.headers['ETag'], f'"{whole.json["version"]}"', '/documents/the tag is the version')
    again = table.backend.ask('GET', f'/{ORG}/documents/{identifier}', token=table.token,
                              headers={'If-None-Match': whole.headers['ETag']})
    tap.equal(again.status, 304, '/documents/a document that the client has')


def test_detail(tap, table):
    number = table.window(q='ИСТ0002714')['items'][0]['id']
    document = table.backend.ask('GET', f'/{ORG}/documents/{number}', token=table.token).json
    tap.equal([(line['group'], line['title'], line['quantity'], line['amount']['minor']) for line in document['lines']],
              [('Работы', 'Диагностика подвески', '1', 4500), ('Работы', 'Замена стоек стабилизатора', '2', 7600),
               ('Работы', 'Развал-схождение', '1', 6000), ('Материалы', 'Стойка стабилизатора', '2', 19720),
               ('Материалы', 'Болт крепления', '4', 10800)], '/documents/E-11 E-12/works and materials')
    tap.equal([(total['title'], total['amount']['minor']) for total in document['totals']],
              [('Работы', 18100), ('Материалы', 30520)], '/documents/E-11 E-12/sums of both')
    tap.equal(sum(line['amount']['minor'] for line in document['lines']), document['amount']['minor'],
              '/documents/lines make the amount')
    times = [entry['at'] for entry in document['timeline']]
    tap.ok(len(times) == 4 and times == sorted(times, reverse=True) and document['timeline'][0]['by'],
           '/documents/E-10/history, newest first', document['timeline'])
    tap.ok(document['due_at'] and document['waits'] and document['state']['tone'] == 'waits', '/documents/it waits until a day')
    for wrong in ('0', '-1', '999999999', 'abc', '1e3', '9' * 30):
        answer = table.backend.ask('GET', f'/{ORG}/documents/{wrong}', token=table.token)
        tap.equal(answer.problem, 'not-found', f'/documents/no document {wrong[:12]}')


def test_rights(tap, backend, table):
    tap.equal(backend.ask('GET', f'/{ORG}/documents', direct=True).problem, 'unauthorized', '/documents/not without signing in')
    staff = Table(backend, backend.sign_in(ORG, 'staff@example.org', 'staff2026'))
    mine, everybody = table.all(), staff.all()
    tap.ok(len(everybody) > len(mine) and len({row['customer'] for row in everybody}) == 4,
           '/documents/E-38/staff see those of all customers')
    names = [row['customer'] for row in staff.all(sort='customer')]
    tap.equal(names, sorted(names), '/documents/staff sort by customer')
    tap.ok(staff.all(q='вектор') and all('Вектор' in row['customer'] for row in staff.all(q='вектор')),
           '/documents/E-01/staff find a company by name')
    fleet = Table(backend, backend.sign_in(ORG, 'fleet@example.org'))
    foreign = mine[0]['id']
    answer = backend.ask('GET', f'/{ORG}/documents/{foreign}', token=fleet.token)
    tap.equal(answer.problem, 'not-found', '/documents/another customer’s document is not there')
    tap.ok(not {row['id'] for row in fleet.all()} & {row['id'] for row in mine}, '/documents/nor in the table')


def test_standstill(tap, backend, table):
    """A row that changes under a person who scrolls stays where it was until the table is read anew."""
    before = table.window(state='estimate')
    item = before['items'][0]
    lines = backend.ask('GET', f'/{ORG}/documents/{item["id"]}', token=table.token).json['lines']
    answer = backend.ask('POST', f'/{ORG}/documents/{item["id"]}/actions/approve',
                         {'values': {}, 'lines': [{'id': line['id'], 'accepted': True} for line in lines]}, token=table.token,
                         headers={'If-Match': f'"{item["version"]}"'})
    tap.equal(answer.status, 200, '/documents/E-10/approved meanwhile')
    under = table.window(state='estimate', as_of=before['as_of'])
    tap.equal(([row['id'] for row in under['items']], under['items'][0]['state']['id']), ([item['id']], 'in_work'),
              '/documents/E6/the row stays, with its new state')
    tap.equal(table.window(state='estimate')['total'], 0, '/documents/E6/and is gone when read anew')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend:
        table = Table(backend, backend.sign_in(ORG))
        for test in (test_columns, test_order, test_windows, test_search, test_filters, test_facets, test_planned, test_tags,
                     test_detail):
            test(tap, table)
        test_custom_columns(tap, backend, table)
        test_rights(tap, backend, table)
        test_standstill(tap, backend, table)
        test_finished(tap, backend, table)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
