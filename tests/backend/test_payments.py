#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paying: every way, once however the connection is cut, and what staff do with what came."""
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from cutting_proxy import AFTER, BEFORE, DURING, CuttingProxy  # noqa: E402
from tap import Backend, Tap  # noqa: E402
from flowing import advance, database  # noqa: E402

ORG, SHOP, CARS, GOODS = 'spetsavto', 'autodoc', 'east-motors', 'santrek'
HOUR, DAY = 3600, 24 * 3600


class Desk:
    """Somebody who pays, or somebody who counts."""

    def __init__(self, backend, organisation, login='demo@example.org', password='demo2026'):
        self.backend, self.organisation, self.who = backend, organisation, (login, password)
        self.token = backend.sign_in(organisation, *self.who)

    def ask(self, method, path, body=None, **more):
        """An access token lives ten minutes, and the clock is in our hand."""
        answer = self.backend.ask(method, f'/{self.organisation}{path}', body, token=self.token, **more)
        if answer.status == 401:
            self.token = self.backend.sign_in(self.organisation, *self.who)
            answer = self.backend.ask(method, f'/{self.organisation}{path}', body, token=self.token, **more)
        return answer

    def get(self, path, **more):
        return self.ask('GET', path, **more)

    def post(self, path, body, **more):
        return self.ask('POST', path, body, **more)

    def approve(self, kind):
        """Lets a work order that waits for the customer go ahead, whole."""
        item = next(d for d in self.get(f'/documents?type={kind}&state=estimate').json['items'])
        whole = self.get(f'/documents/{item["id"]}').json
        action = next(a for a in whole['actions'] if a['tone'] == 'suggested')
        body = {'values': {}}
        if action.get('lines') == 'decide':
            body['lines'] = [{'id': line['id'], 'accepted': True} for line in whole['lines']]
        return self.post(f'/documents/{item["id"]}/actions/{action["id"]}', body, headers={'If-Match': f'"{whole["version"]}"'})

    def due(self):
        return self.get('/payables').json['items']

    def start(self, method, thing=None, **more):
        thing = thing or self.due()[0]
        what = {'purpose': 'receipts', 'receipts': [thing['id']]} if thing['kind'] == 'receipt' else \
               {'purpose': 'document', 'document': thing['id']}
        return self.post('/payments', {**what, 'method': method, 'amount': thing['amount']}, **more)

    def top_up(self, minor, method='card', currency='RUB', **more):
        return self.post('/payments', {'purpose': 'top_up', 'method': method, 'amount': {'minor': minor, 'currency': currency},
                                       **more})

    def act(self, payment, action, values=None):
        now = self.get(f'/payments/{payment}').json
        return self.post(f'/payments/{payment}/actions/{action}', {'values': values or {}}, headers={'If-Match': f'"{now["version"]}"'})

    def see(self, payment):
        return self.get(f'/payments/{payment}').json

    def state(self, payment):
        return self.see(payment)['state']['id']

    def to_pay(self, number=None):
        accounts = self.get('/accounts').json['items']
        return next(a['to_pay']['minor'] for a in accounts if number in (None, a['number']))


def staff(backend, organisation):
    return Desk(backend, organisation, 'staff@example.org', 'staff2026')


def browse(url, form=None):
    """What a browser sees of the bank's page."""
    data = urllib.parse.urlencode(form).encode() if form else None
    request = urllib.request.Request(url, data, {'User-Agent': 'Mozilla/5.0'})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def decode(text):
    """The bytes that an independent decoder (ZBar) reads from a symbol drawn by an independent encoder."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'code.png')
        subprocess.run(['qrencode', '-8', '-l', 'M', '-s', '4', '-o', path], input=text.encode(), check=True)
        return subprocess.run(['zbarimg', '--quiet', '--raw', '--oneshot', '-Sbinary', path], check=True,
                              capture_output=True).stdout


def test_payables(backend, tap):
    person = Desk(backend, ORG)
    due = person.due()
    tap.equal([(item['kind'], item['text'], item['amount']['minor']) for item in due][:1], [('receipt', '123543566', 44730)],
              '/payments/A-35/what is due on the account')
    tap.equal(len({item['account'] for item in due}), len(due), '/payments/one receipt an account: it holds the debts before it')
    receipts = person.get(f'/accounts/{due[0]["account"]}/receipts').json['items']
    tap.equal([r['payable'] for r in receipts[:2]], [True, False], '/payments/only the last receipt is paid')
    methods = backend.ask('GET', f'/{SHOP}').json['payments']
    kinds = {method['kind'] for method in methods['methods']}
    tap.ok({'e_money'} <= kinds, '/payments/A-31/electronic money')
    tap.ok({'cash'} <= kinds, '/payments/A-32/cash')
    tap.ok({'qr'} <= kinds, '/payments/A-33/cashless from a bank card, through the bank’s own program')
    tap.ok({'card'} <= kinds and 'Visa' in str(methods), '/payments/A-35/Visa or MasterCard online')
    tap.ok({'cash', 'terminal'} <= kinds, '/payments/A-36/without a card: cash or a terminal')
    tap.ok({'invoice'} <= kinds, '/payments/A-37/by invoice')
    tap.ok(methods['top_up'], '/payments/A-27/the account can be topped up')
    tap.ok('комиссии нет' in methods['note'], '/payments/A-34/no commission, and it is said')
    empty = Desk(backend, ORG, 'new@example.org')
    tap.equal(empty.due(), [], '/payments/nothing is due without an account')


def test_card(backend, tap):
    person = Desk(backend, ORG)
    before = person.to_pay('123543566')
    first = person.start('card')
    tap.equal((first.status, first.json['state']['id']), (201, 'waiting'), '/payments/A-35/begun')
    payment = first.json['id']
    tap.ok(first.json['page'].startswith(backend.direct + f'/{ORG}/bank/') and first.json['poll_after'] > 0,
           '/payments/A-35/a page in the browser')
    status, page = browse(first.json['page'])
    tap.ok(status == 200 and 'Это не банк' in page and '447,30' in page, '/payments/A-35/the page says what it is', page)
    tap.ok(not re.search(r'<input|cvv|cvc', page, re.I), '/payments/the page asks for no card')
    tap.equal(browse(first.json['page'][:-4] + 'ffff')[0], 404, '/payments/nobody guesses the page of another')
    other = person.start('terminal').json
    tap.equal((person.state(payment), other['state']['id']), ('cancelled', 'instructed'), '/payments/another way ends the first')
    status, page = browse(first.json['page'], {'do': 'pay'})
    tap.ok('Платёж закрыт' in page and person.state(payment) == 'cancelled', '/payments/a page left open takes no money')
    third = person.start('card').json
    status, page = browse(third['page'], {'do': 'pay'})
    tap.ok(status == 200 and 'Оплачено' in page and f'kabinet:{ORG}/payments/{third["id"]}' in page, '/payments/A-35/paid, and the way back')
    status, again = browse(third['page'], {'do': 'pay'})
    tap.ok('Уже оплачено' in again, '/payments/paid twice on the page takes nothing twice')
    seen = person.see(third['id'])
    tap.equal((seen['state']['id'], seen.get('page'), seen.get('qr')), ('on_way', None, None),
              '/payments/A-38/on its way: nothing left to pay with')
    tap.ok('24–48 часов' in seen['note'] and seen['expected_by'] > seen['paid_at'], '/payments/A-38/the note and the date')
    tap.equal(person.to_pay('123543566'), before, '/payments/A-38/not on the account yet')
    receipt = person.get(f'/receipts/{third["receipts"][0]}').json
    tap.equal((receipt['state']['id'], receipt['payable'], receipt['payment']), ('on_way', False, third['id']),
              '/payments/A-38/the receipt says that its payment is on its way')
    double = person.post('/payments', {'purpose': 'receipts', 'receipts': third['receipts'], 'method': 'card'})
    tap.equal((double.status, double.json.get('payment')), (409, third['id']), '/payments/a receipt is not paid twice')
    advance(backend, 25 * HOUR)
    tap.equal((person.state(third['id']), person.to_pay('123543566')), ('credited', before - 44730),
              '/payments/A-38/the register came: credited')
    tap.equal(person.get(f'/receipts/{third["receipts"][0]}').json['state']['id'], 'paid', '/payments/the receipt is paid')
    tap.ok('123543566' not in [item['text'] for item in person.due()], '/payments/nothing more is due')
    return third['id']


def test_declined(backend, tap):
    person = Desk(backend, SHOP)
    payment = person.top_up(150000).json
    tap.ok(browse(payment['page'], {'do': 'decline'})[1].count('отклонена') > 0, '/payments/declined on the page')
    tap.equal(person.state(payment['id']), 'declined', '/payments/nothing was taken')
    late = person.top_up(150000).json
    advance(backend, 2 * DAY)
    tap.ok('Платёж закрыт' in browse(late['page'], {'do': 'pay'})[1] and person.state(late['id']) == 'expired',
           '/payments/a page that was left half-way expires')
    given_up = person.top_up(150000, 'cash').json
    tap.equal(person.act(given_up['id'], 'cancel').json['state']['id'], 'cancelled', '/payments/given up')
    tap.equal(person.act(given_up['id'], 'cancel').status, 403, '/payments/given up only once')


def test_top_up(backend, tap):
    person, clerk = Desk(backend, SHOP), staff(backend, SHOP)
    tap.equal(person.get('/payables').json['balance']['minor'], 0, '/payments/A-27/nothing in advance yet')
    cash = person.top_up(500000, 'cash').json
    tap.ok(cash['state']['id'] == 'at_desk' and any(cash['number'] in step for step in cash['steps']), '/payments/A-32/how to pay cash')
    got = clerk.act(cash['id'], 'receive', {'till_receipt': '00417'})
    tap.equal(got.json['state']['id'], 'credited', '/payments/A-32/staff record cash')
    tap.equal(person.get('/payables').json['balance']['minor'], 500000, '/payments/A-27/it is on the account')
    wallet = person.top_up(20000, 'e_money').json
    browse(wallet['page'], {'do': 'pay'})
    queue = clerk.get('/documents?type=payment&state=on_way').json['items']
    tap.ok(wallet['number'] in [d['number'] for d in queue] and all(d['waits'] and d['due_at'] for d in queue),
           '/payments/A-31/staff have it in their queue, with a clock')
    tap.equal(clerk.act(wallet['id'], 'credit', {'register': 'Реестр 118'}).json['state']['id'], 'credited',
              '/payments/A-31/reconciled')
    tap.equal(person.get('/payables').json['balance']['minor'], 520000, '/payments/A-27/staff confirm a credit')
    bad = person.top_up(1)
    tap.equal((bad.status, bad.json['errors'][0]['code']), (422, 'range'), '/payments/A-27/too little')
    tap.equal(person.top_up(20000, currency='BYN').json['errors'][0]['code'], 'range', '/payments/A-27/another currency')
    tap.equal(person.top_up(20000, method='shells').json['errors'][0]['code'], 'option', '/payments/a way that is not there')
    order = next(item for item in person.due() if item['kind'] == 'document' and item['amount']['minor'] <= 520000)
    paid = person.start('balance', order)
    tap.equal((paid.status, paid.json['state']['id']), (201, 'credited'), '/payments/A-27/an order paid from the account')
    tap.equal(person.get('/payables').json['balance']['minor'], 520000 - order['amount']['minor'], '/payments/A-27/and it is less by that')
    tap.ok(order['id'] not in [item['id'] for item in person.due()], '/payments/the order is paid')
    dear = next(item for item in person.due() if item['amount']['minor'] > 520000)
    tap.equal(person.start('balance', dear).json['errors'][0], {'pointer': '/method', 'code': 'balance'}, '/payments/not more than there is')
    return order


def test_refund(backend, tap):
    person, clerk = Desk(backend, GOODS), staff(backend, GOODS)
    thing = person.due()[0]
    payment = person.start('card', thing).json
    browse(payment['page'], {'do': 'pay'})
    tap.equal(clerk.act(payment['id'], 'credit', {'register': 'Реестр 1'}).json['state']['id'], 'credited', '/payments/A-33/reconciled')
    timeline = person.get(f'/documents/{thing["id"]}').json['timeline']
    tap.ok(timeline[0]['title'] == 'Оплачено' and payment['number'] in timeline[0]['text'], '/payments/A-35/the order says that it is paid')
    back = clerk.act(payment['id'], 'refund', {'reason': 'cancelled', 'comment': 'Заказ отменён'})
    tap.equal(back.json['state']['id'], 'refunded', '/payments/A-35/staff refund')
    tap.ok(thing['id'] in [item['id'] for item in person.due()], '/payments/A-35/what was given back is due again')
    tap.equal(person.act(payment['id'], 'refund', {'reason': 'other'}).status, 404, '/payments/a customer refunds nothing')


def test_invoice(backend, tap):
    person, clerk = Desk(backend, SHOP), staff(backend, SHOP)
    payment = person.top_up(777700, 'invoice').json
    tap.equal((payment['state']['id'], payment['invoice']), ('requested', False), '/payments/A-37/asked for')
    tap.equal(person.get(f'/payments/{payment["id"]}/invoice').status, 404, '/payments/A-37/not issued yet')
    issued = clerk.act(payment['id'], 'issue', {'buyer': 'ООО «Заря»', 'buyer_number': '7707083893'})
    tap.equal((issued.json['state']['id'], issued.json['invoice']), ('invoiced', True), '/payments/A-37/staff issue it')
    paper = person.get(f'/payments/{payment["id"]}/invoice')
    tap.ok(paper.headers['Content-Type'] == 'application/pdf' and paper.body.startswith(b'%PDF-')
           and paper.body.rstrip().endswith(b'%%EOF') and 'Repr-Digest' in paper.headers, '/payments/A-37/as PDF')
    with tempfile.NamedTemporaryFile(suffix='.pdf') as file:
        file.write(paper.body)
        file.flush()
        text = subprocess.run(['pdftotext', '-layout', file.name, '-'], capture_output=True, text=True, check=True).stdout
    text = ' '.join(text.split())
    tap.ok(all(word in text for word in ('ООО «Заря»', '7707083893', payment['number'], '7 777,00 ₽')), '/payments/A-37/what it says', text)
    same = person.get(f'/payments/{payment["id"]}/invoice', headers={'If-None-Match': paper.headers['ETag']})
    tap.equal(same.status, 304, '/payments/A-37/not sent twice')
    tap.equal(clerk.act(payment['id'], 'mark_paid', {'order': '55'}).json['state']['id'], 'credited', '/payments/A-37/marked as paid')


def test_codes(backend, tap):
    person = Desk(backend, ORG)
    thing = person.due()[0]
    receipt = person.get(f'/receipts/{thing["id"]}').json
    payment = person.start('bank_qr', thing).json
    tap.equal(payment['qr'], {'kind': 'st00012', 'text': receipt['payment_qr']}, '/payments/A-33/the code of the paper, to the byte')
    tap.equal(decode(payment['qr']['text']), payment['qr']['text'].encode(), '/payments/A-33/4.1 read by an independent decoder')
    tap.ok(f'Sum={thing["amount"]["minor"]}' in payment['qr']['text'].split('|') and f'PersAcc={thing["text"]}' in payment['qr']['text'],
           '/payments/A-33/sum in kopecks and account')
    kharkiv = Desk(backend, SHOP, 'ostap')
    order = next(item for item in kharkiv.due() if item['amount']['currency'] == 'UAH')
    tap.equal(kharkiv.start('bank_qr', order).json['errors'][0], {'pointer': '/method', 'code': 'option'}, '/payments/roubles only')
    nbu = kharkiv.start('nbu', order).json
    tap.ok(nbu['qr']['kind'] == 'nbu' and nbu['qr']['text'].startswith('https://qr.bank.gov.ua/'), '/payments/A-33/4.2 for hryvnias')
    tap.equal(decode(nbu['qr']['text']), nbu['qr']['text'].encode(), '/payments/A-33/4.2 read by an independent decoder')
    cars = Desk(backend, CARS)
    tap.equal(cars.approve('work_order').status, 200, '/payments/a work order is agreed')
    job = next((item for item in cars.due()), None)
    if tap.ok(job is not None, '/payments/a work order can be paid'):
        erip = cars.start('erip', job).json
        labels = {p['label']: p['value'] for p in erip['properties']}
        digits = re.sub(r'\D', '', erip['number'])
        tap.equal((labels['Код услуги'], labels['Номер плательщика']), ('4812345', digits), '/payments/A-33/4.3 service and number as text')
        tap.equal(decode(erip['qr']['text']), erip['qr']['text'].encode(), '/payments/A-33/4.3 the server’s own string')
    tap.equal(person.start('bank_qr').status, 201, '/payments/begun anew')


def test_late(backend, tap):
    person, clerk = Desk(backend, ORG), staff(backend, ORG)
    payment = person.start('bank_qr').json
    sent = person.act(payment['id'], 'paid').json
    tap.equal((sent['state']['id'], [a['allowed'] for a in sent['actions'] if a['id'] == 'trace']), ('on_way', [False]),
              '/payments/A-38/on its way, and too early to look for it')
    advance(backend, 49 * HOUR)
    late = person.see(payment['id'])
    tap.ok(late['state']['id'] == 'late' and any(a['id'] == 'trace' and a['allowed'] for a in late['actions']), '/payments/A-38/late')
    old = clerk.get('/documents?type=payment&state=late').json['items']
    tap.ok(payment['number'] in [d['number'] for d in old] and old[0]['due_at'] is not None, '/payments/A-38/staff see what is older than 48 hours')
    tap.equal(person.act(payment['id'], 'trace', {'paid_on': '2026-11-20', 'where': 'Банк, операция 77'}).json['state']['id'], 'tracing',
              '/payments/A-38/the payer asks to look for it')
    answer = clerk.post('/desk/incoming', {'items': [{'reference': 'R-1', 'at': '2026-11-22T08:06:07+03:00', 'amount': payment['amount'],
                                                      'text': f'Оплата {payment["number"]}', 'payer': 'Иванов'}]})
    tap.equal(answer.json['items'][0]['result'], 'matched', '/payments/A-38/found in the bank’s register')
    tap.equal(person.state(payment['id']), 'credited', '/payments/A-38/traced')


def test_incoming(backend, tap):
    person, clerk = Desk(backend, ORG), staff(backend, ORG)
    before = person.to_pay('123543566')
    line = {'reference': 'R-2', 'at': '2026-11-22T08:06:07+03:00', 'amount': {'minor': 10000, 'currency': 'RUB'},
            'text': 'За вывоз отходов, ЛС 123543566', 'payer': 'Иванов И. И.'}
    stray = {**line, 'reference': 'R-3', 'text': 'За мусор, Озёрная 14'}
    twice = [clerk.post('/desk/incoming', {'items': [line, stray]}).json['items'] for _ in range(2)]
    tap.equal([[i['result'] for i in items] for items in twice], [['credited', 'unmatched'], ['known', 'known']],
              '/payments/the register taken twice counts once')
    tap.equal(person.to_pay('123543566'), before - 10000, '/payments/S-45/posted by its account number')
    unknown = twice[0][1]['payment']
    queue = clerk.get('/documents?type=payment&state=unmatched').json['items']
    tap.ok([d['id'] for d in queue] == [unknown] and queue[0]['waits'] and queue[0]['due_at'], '/payments/A-27/a queue of what nobody knows')
    missing = clerk.act(unknown, 'match', {'account_number': '999', 'reason': 'Звонок'})
    tap.equal((missing.status, missing.json['errors'][0]['pointer']), (422, '/values/account_number'), '/payments/no such account')
    other = person.to_pay('100000005')
    tap.equal(clerk.act(unknown, 'match', {'account_number': '123543566', 'reason': 'Звонок плательщика'}).json['state']['id'], 'credited',
              '/payments/A-27/a missing top-up is found')
    moved = clerk.act(unknown, 'move', {'account_number': '100000005', 'reason': 'Адрес в чеке'})
    tap.equal((moved.json['state']['id'], person.to_pay('123543566'), person.to_pay('100000005')),
              ('credited', before - 10000, other - 10000), '/payments/S-50/moved to the right account')
    tap.equal(clerk.act(unknown, 'refund', {'reason': 'mistake'}).json['state']['id'], 'refunded', '/payments/given back')
    tap.equal(person.to_pay('100000005'), other, '/payments/and off the account')
    tap.equal(person.post('/desk/incoming', {'items': [line]}).status, 403, '/payments/only for staff')
    bad = clerk.post('/desk/incoming', {'items': [{**line, 'reference': 'R-9', 'at': '2026-11-22T25:00:00Z'}]}, direct=True)
    tap.equal((bad.status, bad.json['errors'][0]['pointer']), (422, '/items/0/at'), '/payments/a line that is not one')


def test_fiscal(backend, tap, payment):
    person = Desk(backend, ORG)
    seen = person.see(payment)
    at = re.sub(r'[-:]', '', seen['paid_at'][:19])
    good = f't={at}&s=447.30&fn=9282000100072197&i=64318&fp=2918241905&n=1'
    path = f'/payments/{payment}/fiscal'
    for text, code in (('hello', 'pattern'), ('ST00012|Name=N|Sum=5', 'pattern'), ('', 'required')):
        tap.equal(person.post(path, {'qr': text}).json['errors'][0]['code'], code, f'/payments/a code that is something else: {text[:7]!r}')
    other = person.post(path, {'qr': good.replace('447.30', '400.00').replace('n=1', 'n=2')}).json
    tap.equal(([d['what'] for d in other['differences']], other['matches']), (['sum', 'kind'], False), '/payments/4.4 the sums are compared')
    tap.ok(person.see(payment).get('fiscal') is None, '/payments/what differs is not kept')
    fits = person.post(path, {'qr': good}).json
    tap.equal((fits['matches'], fits['total']['minor'], person.see(payment)['fiscal']['qr']), (True, 44730, good), '/payments/4.4 kept with its payment')
    second = Desk(backend, SHOP)
    rival = second.top_up(44730, 'cash').json
    tap.equal(second.post(f'/payments/{rival["id"]}/fiscal', {'qr': good}).status, 403, '/payments/4.4 only of what is paid')
    vector = 't=20190418T211655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=1'
    tap.equal(decode(vector), vector.encode(), '/payments/4.4 the vector, read by an independent decoder')


def test_fiscal_once(backend, tap, payment):
    """fn + i + fp name a receipt: it proves one payment."""
    person, clerk = Desk(backend, ORG), staff(backend, ORG)
    mine = person.see(payment)['fiscal']['qr']
    made = person.top_up(44730, 'cash', account=person.get('/accounts').json['items'][0]['id']).json
    clerk.act(made['id'], 'receive', {'till_receipt': '1'})
    tap.equal(person.post(f'/payments/{made["id"]}/fiscal', {'qr': mine}).json['errors'][0]['code'], 'taken', '/payments/4.4 one receipt, one payment')


def test_cut(backend, tap):
    """B7: the connection is cut before, in the middle of, and after the answer; the same key makes one payment."""
    person = Desk(backend, SHOP)

    def count():
        return database(backend).execute("SELECT count(*) FROM payments WHERE method = 'terminal'").fetchone()[0]
    with CuttingProxy(backend.direct) as proxy:
        for where in (BEFORE, DURING, AFTER):
            key, before = str(uuid.uuid4()), count()
            body = {'purpose': 'top_up', 'method': 'terminal', 'amount': {'minor': 30000, 'currency': 'RUB'}}
            proxy.cut('POST', r'/payments$', where, times=2)
            url, backend.direct = backend.direct, proxy.url
            try:
                for _ in range(2):
                    try:
                        person.post('/payments', body, key=key, direct=True).json  # noqa: B018
                        tap.ok(False, f'/payments/B7/{where}: the connection was cut')
                    except (OSError, ValueError, urllib.error.URLError) as error:
                        assert error is not None
                    except Exception as error:  # an incomplete read
                        assert 'Incomplete' in type(error).__name__, error
                made = person.post('/payments', body, key=key, direct=True)
            finally:
                backend.direct = url
            tap.equal((made.status, count() - before), (201, 1), f'/payments/B7/{where}: one payment after three tries')
            both = [person.post('/payments', body, key=key).json['id'] for _ in range(2)]
            tap.equal(set(both), {made.json['id']}, f'/payments/B7/{where}: and always the same')


def test_rights(backend, tap):
    person, stranger = Desk(backend, ORG), Desk(backend, ORG, 'new@example.org')
    mine = person.get('/payments').json['items'][0]
    tap.equal(stranger.get(f'/payments/{mine["id"]}').status, 404, '/payments/nobody sees another’s payment')
    due = person.due()[0] if person.due() else {'id': mine['receipts'][0] if mine['receipts'] else '1'}
    refused = stranger.post('/payments', {'purpose': 'receipts', 'receipts': [due['id']], 'method': 'card'})
    tap.equal((refused.status, refused.json['errors'][0]['code']), (422, 'option'), '/payments/nor pays another’s receipt')
    tap.equal(staff(backend, ORG).post('/payments', {'purpose': 'receipts', 'receipts': ['1'], 'method': 'card'}).status, 403,
              '/payments/staff pay nothing themselves')
    empty = person.post('/payments', {'purpose': 'receipts', 'receipts': [], 'method': 'card'})
    tap.equal(empty.json['errors'][0]['code'], 'required', '/payments/nothing chosen')
    if person.due():
        wrong = person.post('/payments', {'purpose': 'receipts', 'receipts': [due['id']], 'method': 'card', 'amount': {'minor': 1, 'currency': 'RUB'}})
        tap.equal(wrong.json['errors'][0], {'pointer': '/amount', 'code': 'wrong_amount'}, '/payments/not another sum than was seen')
    tap.equal(person.get('/payments/999999').status, 404, '/payments/no such payment')
    same = person.get('/payments', headers={'If-None-Match': person.get('/payments').headers['ETag']})
    tap.equal(same.status, 304, '/payments/unchanged')
    one = person.get(f'/payments/{mine["id"]}')
    tap.equal(person.get(f'/payments/{mine["id"]}', headers={'If-None-Match': one.headers['ETag']}).status, 304, '/payments/one unchanged')
    due = person.get('/payables')
    tap.equal(person.get('/payables', headers={'If-None-Match': due.headers['ETag']}).status, 304, '/payments/what is due unchanged')
    with open(os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'openapi.yaml'), encoding='utf-8') as file:
        tap.ok(not re.search(r'card_number|cvv|cvc|\bpan\b|cardholder', file.read(), re.I), '/payments/the contract has no place for a card number')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-clock', '--demo-outbox', tap=tap) as backend:
        test_payables(backend, tap)
        test_codes(backend, tap)
        paid = test_card(backend, tap)
        test_fiscal(backend, tap, paid)
        test_fiscal_once(backend, tap, paid)
        test_late(backend, tap)
        test_declined(backend, tap)
        test_top_up(backend, tap)
        test_refund(backend, tap)
        test_invoice(backend, tap)
        test_incoming(backend, tap)
        test_cut(backend, tap)
        test_rights(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
