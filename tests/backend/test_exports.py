#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of whole lists: made by the server, asked for, fetched, given up (E9, E-38, A-51)."""
import base64
import csv
import hashlib
import io
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
sys.path.insert(0, os.path.dirname(__file__))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from test_documents import Table  # noqa: E402

COLUMNS = {'type': 'Документ', 'number': 'Номер', 'subject': 'Причина, вид', 'date': 'Дата', 'amount': 'Сумма',
           'currency': 'Валюта', 'state': 'Состояние'}


class Exports:
    def __init__(self, backend, organisation, token):
        self.backend, self.path, self.token = backend, f'/{organisation}/exports', token

    def start(self, columns=None, direct=False, **query):
        wanted = [{'id': key, 'title': title} for key, title in (columns or COLUMNS).items()]
        return self.backend.ask('POST', self.path, {'query': query, 'columns': wanted, 'format': 'csv'}, token=self.token,
                                direct=direct)

    def state(self, identifier):
        return self.backend.ask('GET', f'{self.path}/{identifier}', token=self.token)

    def wait(self, identifier):
        while (state := self.state(identifier).json)['state'] == 'running':
            pass
        return state

    def file(self, identifier):
        return self.backend.ask('GET', f'{self.path}/{identifier}/file', token=self.token)

    def rows(self, columns=None, **query):
        answer = self.start(columns, **query)
        self.wait(answer.json['id'])
        return list(csv.reader(io.StringIO(self.file(answer.json['id']).body.decode('utf-8-sig'), newline='')))


def test_whole(tap, backend):
    """E-38 A-51: the file holds what the table holds, in its order."""
    token = backend.sign_in('east-motors')
    exports, table = Exports(backend, 'east-motors', token), Table(backend, token)
    answer = exports.start()
    tap.equal(answer.status, 202, '/exports/E9/a job of the server')
    state = exports.wait(answer.json['id'])
    listed = table.all()
    tap.equal((state['state'], state['done'], state['total']), ('done', len(listed), len(listed)), '/exports/E9/its progress')
    file = exports.file(answer.json['id'])
    digest = base64.b64encode(hashlib.sha256(file.body).digest()).decode()
    tap.equal((file.headers['Content-Type'], file.headers['Repr-Digest'], len(file.body), file.body[:3]),
              ('text/csv', f'sha-256=:{digest}:', state['size'], b'\xef\xbb\xbf'), '/exports/E9/the file is whole')
    rows = list(csv.reader(io.StringIO(file.body.decode('utf-8-sig'), newline='')))
    tap.equal(rows[0], list(COLUMNS.values()), '/exports/E-38/its head')
    tap.equal([row[1] for row in rows[1:]], [row['number'] for row in listed], '/exports/E-38 E-51 A-51/every row, in the order of the table')
    amounts = [f'{row["amount"]["minor"] // 100}.{row["amount"]["minor"] % 100:02}' if row.get('amount') else '' for row in listed]
    tap.equal([row[4] for row in rows[1:]], amounts, '/exports/E-44 E-49/amounts')
    tap.equal([row[3] for row in rows[1:]], [row['date'][:19].replace('T', ' ') for row in listed], '/exports/E-43 E-48/days')
    tap.equal([row[6] for row in rows[1:]], [row['state']['title'] for row in listed], '/exports/E-45/states')
    tap.equal(exports.rows(q='ИСТ0002714')[1][1], 'ИСТ0002714', '/exports/the query counts')
    tap.equal(len(exports.rows(state='closed', sort='amount')) - 1, table.window(state='closed')['total'], '/exports/filters too')
    tap.equal(exports.rows(q='нет такого')[1:], [], '/exports/nothing is a file with a head')
    tap.equal(exports.rows({'number': '№', 'vehicle': 'Автомобиль'}, type='maintenance')[1][1],
              table.window(type='maintenance')['items'][0]['thing'], '/exports/E-38/columns of one’s own')
    before = answer.json['id']
    tap.equal(backend.ask('DELETE', f'{exports.path}/{before}', token=token).status, 204, '/exports/given up')
    tap.equal((exports.state(before).problem, exports.file(before).problem), ('not-found', 'not-found'), '/exports/and gone')


def test_formulas(tap, backend):
    """A text that a spreadsheet would carry out stays a text; quotes, commas and breaks stand."""
    token = backend.sign_in('east-motors')
    rows = Exports(backend, 'east-motors', token).rows({'number': '=HYPERLINK("x")', 'subject': 'a,"b"\nc'})
    tap.equal(rows[0], ["'=HYPERLINK(\"x\")", 'a,"b"\nc'], '/exports/nothing that is carried out')


def test_staff(tap, backend):
    token = backend.sign_in('east-motors', 'staff@example.org', 'staff2026')
    rows = Exports(backend, 'east-motors', token).rows({'number': 'Номер', 'customer': 'Клиент'})
    tap.ok(len({row[1] for row in rows[1:]}) >= 4, '/exports/E-38/staff/all customers')


def test_refusals(tap, backend):
    token = backend.sign_in('east-motors')
    exports = Exports(backend, 'east-motors', token)
    other = Exports(backend, 'east-motors', backend.sign_in('east-motors', 'fleet@example.org'))
    answer = exports.start({'number': 'Номер', 'colour': 'Цвет'})
    tap.equal((answer.status, answer.json['errors'][0]['pointer']), (422, '/columns/1/id'), '/exports/unknown columns')
    tap.equal(exports.start({}, direct=True).status, 202, '/exports/all columns of the table')
    nothing = backend.ask('POST', exports.path, {'query': {}, 'columns': [], 'format': 'csv'}, token=token, direct=True)
    tap.equal(nothing.json['errors'][0]['code'], 'required', '/exports/no columns')
    tap.equal(exports.start(colour='red').problem, 'unknown-parameter', '/exports/K6/unknown parameters')
    tap.equal(exports.start(sort='colour').problem, 'bad-request', '/exports/unknown order')
    mine = exports.start().json['id']
    tap.equal((other.state(mine).problem, other.file(mine).problem), ('not-found', 'not-found'), '/exports/nobody else’s')
    exports.wait(mine)


def test_large(tap):
    """E9: a file of many rows is made while the server answers others, and may be given up."""
    with Backend('--seed-documents', '60000', organisations=ORGANISATIONS, tap=tap) as backend:
        token = backend.sign_in('autodoc')
        exports = Exports(backend, 'autodoc', token)
        first, second = exports.start().json['id'], exports.start().json['id']
        refused = exports.start()
        tap.equal((refused.status, refused.json['scope']), (429, 'exports'), '/exports/two at a time')
        tap.equal((exports.state(first).json['state'], exports.file(first).problem), ('running', 'conflict'),
                  '/exports/E9/under way, and others are answered')
        tap.equal(backend.ask('DELETE', f'{exports.path}/{second}', token=token).status, 204, '/exports/E9/given up under way')
        tap.equal(exports.wait(first)['done'], 60000, '/exports/E9/A-51/60 000 rows')
        body = exports.file(first).body
        tap.equal(body.count(b'\r\n'), 60001, '/exports/A-51/all of them')
        tap.ok(re.fullmatch('[0-9a-f-]{36}.csv', os.listdir(os.path.join(backend.data, 'exports'))[0])
               and len(os.listdir(os.path.join(backend.data, 'exports'))) == 1, '/exports/one file is left')
        mode = os.stat(os.path.join(backend.data, 'exports', first + '.csv')).st_mode & 0o777
        tap.equal(mode, 0o600, '/exports/J9/nobody else reads it')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-clock', organisations=ORGANISATIONS, tap=tap) as backend:
        for test in (test_whole, test_formulas, test_staff, test_refusals):
            test(tap, backend)
        exports = Exports(backend, 'east-motors', backend.sign_in('east-motors'))
        old = exports.start().json['id']
        exports.wait(old)
        backend.ask('POST', '/demo/clock', {'advance_seconds': 3700})
        exports.token = backend.sign_in('east-motors')
        tap.equal(exports.state(old).problem, 'not-found', '/exports/kept for an hour')
    test_large(tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
