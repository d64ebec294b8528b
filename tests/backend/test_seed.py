#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data for showing and for measuring: the same each time, in the organisations' own manner."""
import os
import re
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from descriptors import load_all  # noqa: E402
import flowing  # noqa: E402

TABLES = ('customers', 'documents', 'document_lines', 'document_timeline', 'accounts', 'account_months', 'receipts',
          'receipt_lines')
# What depends on the second of the start, and on nothing else.
MOMENTS = {'documents': ('due_at', 'date'), 'document_timeline': ('at',)}


def read_all(folder):
    """Every row of the tables, without moments that follow the clock."""
    connection = sqlite3.connect(os.path.join(folder, 'kabinet.sqlite'))
    connection.row_factory = sqlite3.Row
    found = {}
    for table in TABLES:
        dropped = MOMENTS.get(table, ())
        found[table] = [tuple(row[key] for key in row.keys() if key not in dropped)
                        for row in connection.execute(f'SELECT * FROM {table} ORDER BY 1, 2')]
    connection.close()
    return found


def seed_into(folder, *arguments, organisations=ORGANISATIONS):
    with Backend(*arguments, organisations=organisations, data=folder, front=False):
        pass


def test_sameness(tap):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        seed_into(one, '--seed', 'demo')
        first = read_all(one)
        seed_into(other, '--seed', 'demo')
        second = read_all(other)
        different = [table for table in TABLES if first[table] != second[table]]
        tap.ok(not different, '/seed/the same data each time',
               '\n'.join(str(pair) for table in different for pair in zip(first[table], second[table]) if pair[0] != pair[1])[:2000])
        seed_into(one, '--seed', 'demo')
        tap.equal([table for table in TABLES if read_all(one)[table] != first[table]], [], '/seed/a filled database is left alone')


def test_manner(backend, tap):
    """Numbers, currencies and states are those of the descriptors."""
    letters, files = load_all()
    connection = sqlite3.connect(os.path.join(backend.data, 'kabinet.sqlite'))
    rows = connection.execute('SELECT o.organisation, d.type, d.number, d.currency, d.state, d.subject FROM documents d'
                              ' JOIN document_organisations o ON o.id = d.organisation').fetchall()
    wrong = []
    for organisation, kind, number, currency, state, _subject in rows:
        described = files[organisation]
        sample = described.document_type(kind)['number_sample']
        shape = re.sub('[0-9]', '[0-9]', re.escape(sample))
        states = {entry['id'] for entry in described.document_type(kind)['states']}
        if not re.fullmatch(shape, number) or state not in states or currency not in (described.data['currency'], 'UAH'):
            wrong.append((organisation, number, currency, state))
    tap.equal(wrong, [], '/seed/E-47 E-49/numbers, currencies and states in the organisations’ own manner')
    doubled = connection.execute('SELECT number, count(*) FROM documents GROUP BY organisation, type, number'
                                 ' HAVING count(*) > 1').fetchall()
    tap.equal(doubled, [], '/seed/no number twice')
    east = [row for row in rows if row[0] == letters['E'].id]
    tap.ok(len(east) > 150 and any(row[2] == 'ИСТ0001688' for row in east), '/seed/E-38/a history of years', len(east))
    late = connection.execute("SELECT count(*) FROM documents WHERE date > strftime('%s', 'now')").fetchone()[0]
    tap.equal(late, 0, '/seed/nothing is from the future')
    open_amounts = connection.execute(
        'SELECT d.number FROM documents d WHERE d.amount IS NOT NULL AND EXISTS (SELECT 1 FROM document_lines l'
        ' WHERE l.document = d.id) AND d.amount <> (SELECT sum(l.amount) FROM document_lines l WHERE l.document = d.id)').fetchall()
    tap.equal(open_amounts, [], '/seed/lines make the amounts')
    connection.close()


def test_people(backend, tap):
    letters, _files = load_all()
    for letter, organisation in letters.items():
        customer = backend.ask('GET', f'/{organisation.id}/me', token=backend.sign_in(organisation.id)).json
        staff = backend.ask('GET', f'/{organisation.id}/me',
                            token=backend.sign_in(organisation.id, 'staff@example.org', 'staff2026')).json
        tap.equal((customer['role'], staff['role']), ('customer', 'staff'), f'/seed/{letter}/somebody on either side')
    answer = backend.ask('POST', '/santrek/sessions', {'login': '+79130000045', 'password': 'demo2026'})
    tap.equal(answer.status, 201, '/seed/T/the phone is a login')
    me = backend.ask('GET', '/autodoc/me', token=backend.sign_in('autodoc')).json
    tap.equal(me['manager']['name'], 'Олег Рябов', '/seed/A-04/a manager')


def test_others(tap):
    """Organisations without a file for the demo get somebody to sign in as, and documents on demand."""
    with Backend('--seed', 'demo', organisations=flowing.ORGANISATIONS, front=False) as backend:
        for item in backend.ask('GET', '/organisations').json['items']:
            described = backend.ask('GET', f'/{item["id"]}').json
            phone = {'BY': '+375291234501', 'UA': '+380501234501'}.get(described['country'], '+79130000045')
            mail = 'email' in described['sign_in']['logins'] or 'login' in described['sign_in']['logins']
            for login, password in (('demo@example.org' if mail else phone, 'demo2026'), ('staff@example.org', 'staff2026')):
                answer = backend.ask('POST', f'/{item["id"]}/sessions', {'login': login, 'password': password})
                tap.equal(answer.status, 201, f'/seed/{item["id"]}/{login}')


def test_many(tap):
    count = 20000
    with Backend('--seed-documents', str(count), organisations=ORGANISATIONS, front=False) as backend:
        token = backend.sign_in('autodoc')
        window = backend.ask('GET', '/autodoc/documents?limit=10', token=token).json
        last = backend.ask('GET', f'/autodoc/documents?limit=10&offset={count - 10}&as_of={window["as_of"]}', token=token).json
        tap.equal((window['total'], len(last['items'])), (count, 10), '/seed/as many as asked for')
        tap.ok(window['items'][0]['date'] > window['items'][-1]['date'] > last['items'][0]['date'], '/seed/over years')
        counts = window['counts']
        tap.ok(0 < counts['waits'] <= counts['open'] < counts['closed'], '/seed/most of them are over', counts)
        states = {state['id'] for kind in load_all()[0]['A'].data['document_types'] for state in kind['states']}
        met = {state for state in states
               if backend.ask('GET', f'/autodoc/documents?limit=1&state={state}', token=token).json['total'] > 0}
        tap.equal(met, states, '/seed/every state is met')
        found = backend.ask('GET', '/autodoc/documents?q=12345', token=token).json
        tap.ok(any(item['number'].endswith('12345') for item in found['items']), '/seed/they can be found', found)


def test_broken(tap):
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, 'demo'))
        for name in ('santrek.json', 'demo/santrek.json'):
            with open(os.path.join(ORGANISATIONS, name), encoding='utf-8') as stream:
                text = stream.read()
            with open(os.path.join(folder, name), 'w', encoding='utf-8') as stream:
                stream.write(text if name == 'santrek.json' else text[:100])
        try:
            seed_into(os.path.join(folder, 'data'), '--seed', 'demo', organisations=folder)
        except RuntimeError:
            started = False
        else:
            started = True
        tap.ok(not started, '/seed/a broken demo file is refused')


def main():
    tap = Tap()
    test_sameness(tap)
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend:
        test_manner(backend, tap)
        test_people(backend, tap)
    test_others(tap)
    test_many(tap)
    test_broken(tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
