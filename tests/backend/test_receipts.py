#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipts: the list, the text form, the sheet of paper and the payment code on it."""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402


class Shelf:
    """The receipts of one account."""

    def __init__(self, backend, organisation, number):
        self.backend, self.organisation, self.token = backend, organisation, backend.sign_in(organisation)
        items = self.ask('/accounts').json['items']
        account = next(item['id'] for item in items if item['number'] == number)
        self.items = self.ask(f'/accounts/{account}/receipts').json['items']

    def ask(self, path, headers=None):
        return self.backend.ask('GET', f'/{self.organisation}{path}', token=self.token, headers=headers)

    def read(self, index=0):
        return self.ask(f'/receipts/{self.items[index]["id"]}').json

    def file(self, index=0, headers=None):
        return self.ask(f'/receipts/{self.items[index]["id"]}/file', headers)


def run(*command, **more):
    """What a tool prints."""
    return subprocess.run(command, capture_output=True, check=True, timeout=60, **more).stdout


def plain(minor):
    """An amount as it stands on paper, with common spaces."""
    whole, rest = divmod(abs(minor), 100)
    return f'{whole:,}'.replace(',', ' ') + f',{rest:02d}'


def read_paper(data, folder):
    path = os.path.join(folder, 'receipt.pdf')
    with open(path, 'wb') as stream:
        stream.write(data)
    text = run('pdftotext', '-layout', path, '-').decode()
    return path, re.sub('[\xa0\u202f]', ' ', text)


def scan(path, folder):
    """What a bank's program reads from the sheet."""
    run('pdftoppm', '-r', '200', '-f', '1', '-l', '1', '-png', '-singlefile', path, os.path.join(folder, 'sheet'))
    return run('zbarimg', '-q', '--raw', '--nodbus', os.path.join(folder, 'sheet.png')).decode().rstrip('\n')


def test_list(tap, shelf):
    months = [item['month'] for item in shelf.items]
    tap.ok(len(months) == 26 and months == sorted(months, reverse=True), '/receipts/S-51/one a month, the newest first', months)
    newest = shelf.items[0]
    tap.equal((newest['amount'], newest['state']['title'], newest['due_at'][8:], newest['account']),
              ({'minor': 44730, 'currency': 'RUB'}, 'Не оплачена', '10', '123543566'), '/receipts/S-48/the last one')
    tap.equal({item['state']['id'] for item in shelf.items[1:]}, {'paid'}, '/receipts/S-50/earlier ones are paid')


def test_text(tap, shelf):
    receipt = shelf.read()
    tap.equal([(line['title'], line['quantity'], line['unit'], line['price']['minor'], line['amount']['minor'])
               for line in receipt['lines']], [('Обращение с ТКО', '5', 'чел.', 8946, 44730)], '/receipts/S-48/the charge')
    tap.equal([receipt['balance'][line]['minor'] for line in ('opening', 'charged', 'recalculated', 'penalty', 'paid', 'to_pay')],
              [44730, 44730, 0, 0, 44730, 44730], '/receipts/S-46/five lines')
    shown = {entry['label']: entry['value'] for entry in receipt['properties']}
    tap.equal((shown['Лицевой счёт'], shown['Плательщик'], shown['Зарегистрировано']), ('123543566', 'Иванов Иван Иванович', '5 чел.'),
              '/receipts/S-31 S-36 S-37/payer')
    payee = {entry['label']: entry['value'] for entry in receipt['payee']}
    tap.equal((payee['ИНН'], payee['БИК']), ('6700000060', '046614067'), '/receipts/payee')


def test_code(tap, shelf, paper, folder):
    receipt = shelf.read()
    said = receipt['payment_qr']
    fields = dict(pair.split('=', 1) for pair in said.split('|')[1:])
    tap.equal(said.split('|')[0], 'ST00012', '/receipts/payment code in UTF-8')
    tap.equal(list(fields)[:5], ['Name', 'PersonalAcc', 'BankName', 'BIC', 'CorrespAcc'], '/receipts/required fields first')
    tap.equal((fields['Sum'], fields['PersAcc'], fields['PaymPeriod'][:2], fields['TechCode']),
              ('44730', '123543566', receipt['month'][5:], '02'), '/receipts/sum in kopecks, account, period')
    tap.equal(scan(paper, folder), said, '/receipts/the code on the paper says just that')
    empty = next(index for index, item in enumerate(shelf.items) if item['state']['id'] == 'paid')
    tap.ok(shelf.read(empty)['payment_qr'].startswith('ST00012|'), '/receipts/an old one can be read too')


def test_paper(tap, shelf, text):
    receipt = shelf.read()
    balance = receipt['balance']
    for what, minor in (('to pay', balance['to_pay']['minor']), ('charged', balance['charged']['minor']),
                        ('price', receipt['lines'][0]['price']['minor'])):
        tap.ok(plain(minor) in text, f'/receipts/S-47/{what} is on the paper')
    for words in ('Счёт-квитанция за', '123543566', 'Иванов Иван Иванович', 'г. Смоленск, ул. Озёрная, д. 14, кв. 41',
                  'Обращение с ТКО', 'Состояние лицевого счёта', 'Извещение', 'линия отреза', '40702810400000000067', '447,30 ₽',
                  '−447,30', 'Справочные сведения'):
        tap.ok(words in text, f'/receipts/the paper says {words}', text)


def test_file(tap, shelf, paper):
    answer = shelf.file()
    tap.equal(answer.headers['Content-Type'], 'application/pdf', '/receipts/a PDF')
    digest = base64.b64encode(hashlib.sha256(answer.body).digest()).decode()
    tap.equal(answer.headers['Repr-Digest'], f'sha-256=:{digest}:', '/receipts/its digest')
    tap.equal(shelf.file().body, answer.body, '/receipts/the same bytes each time')
    tap.equal(shelf.file(headers={'If-None-Match': answer.headers['ETag']}).status, 304, '/receipts/a file that the client has')
    information = run('pdfinfo', paper).decode()
    tap.ok(re.search(r'Title: +Счёт-квитанция за \w+ \d{4}, 123543566', information), '/receipts/title of the file', information)
    tap.ok('595 x 842 pts (A4)' in information and re.search(r'Pages: +2\n', information), '/receipts/two pages of A4', information)
    fonts = run('pdffonts', paper).decode().splitlines()[2:]
    tap.ok(fonts and all(re.search(r' yes yes yes +\d+ +0$', line) for line in fonts),
           '/receipts/fonts are embedded and can be read back', '\n'.join(fonts))


def test_housing(tap, shelf, folder):
    receipt = shelf.read()
    _path, text = read_paper(shelf.file().body, folder)
    tap.equal((receipt['amount']['minor'], len(receipt['lines'])), (421864, 6), '/receipts/H-36/charges of the housing company')
    tap.equal(sum(line['amount']['minor'] for line in receipt['lines']), receipt['balance']['charged']['minor'],
              '/receipts/H-36/lines make the charge')
    tap.ok(all(plain(line['amount']['minor']) in text and line['title'] in text for line in receipt['lines']),
           '/receipts/H-36/all lines are on the paper', text)
    tap.ok('4 218,64 ₽' in text and '54,3 м²' in text, '/receipts/thousands and quantities')


def test_long(tap, folder):
    """A receipt with more services than a page has room for goes on to the next."""
    organisations = os.path.join(folder, 'organisations')
    os.makedirs(os.path.join(organisations, 'demo'))
    for name in ('priozernaya.json', 'demo/priozernaya.json'):
        with open(os.path.join(ORGANISATIONS, name), encoding='utf-8') as stream:
            data = json.load(stream)
        if name.startswith('demo'):
            data['accounts'][0]['services'] = [{'title': f'Услуга {i} с очень длинным названием, которому не хватает места',
                                                'quantity': str(i), 'unit': 'ед.', 'price': 1000} for i in range(1, 61)]
        with open(os.path.join(organisations, name), 'w', encoding='utf-8') as stream:
            json.dump(data, stream)
    with Backend('--seed', 'demo', organisations=organisations, front=False) as backend:
        shelf = Shelf(backend, 'priozernaya', '123456789')
        path, text = read_paper(shelf.file().body, folder)
        tap.ok(all(f'Услуга {i} ' in text and plain(i * 1000) in text for i in range(1, 61)), '/receipts/all of many lines', text)
        pages = int(re.search(r'Pages: +(\d+)', run('pdfinfo', path).decode()).group(1))
        tap.ok(pages > 2 and f'Страница {pages} из {pages}' in text, '/receipts/pages are counted', text)
        tap.equal(scan(path, folder), shelf.read()['payment_qr'], '/receipts/the code of a large sum')


def test_rights(tap, shelf):
    stranger = shelf.backend.sign_in('spetsavto', 'new@example.org')
    identifier = shelf.items[0]['id']
    for path in (f'/receipts/{identifier}', f'/receipts/{identifier}/file'):
        answer = shelf.backend.ask('GET', f'/spetsavto{path}', token=stranger)
        tap.equal(answer.problem, 'not-found', f'/receipts/nobody else’s {path[-4:]}')
    tap.equal(shelf.ask('/receipts/0/file').problem, 'not-found', '/receipts/no such receipt')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend, tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(backend, 'spetsavto', '123543566')
        test_list(tap, shelf)
        test_text(tap, shelf)
        paper, text = read_paper(shelf.file().body, folder)
        test_code(tap, shelf, paper, folder)
        test_paper(tap, shelf, text)
        test_file(tap, shelf, paper)
        test_rights(tap, shelf)
        test_housing(tap, Shelf(backend, 'priozernaya', '123456789'), folder)
        test_long(tap, folder)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
