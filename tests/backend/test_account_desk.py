#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What staff do with accounts and with those who link them: each deed with a reason that is kept."""
import os
import sqlite3
import sys
from urllib.parse import quote

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from flowing import Flow, last_message, outbox  # noqa: E402

S = 'spetsavto'
H = 'priozernaya'
RUB = 'RUB'


class Desk:
    """A member of staff at work."""

    def __init__(self, backend, organisation=S):
        self.backend = backend
        self.organisation = organisation
        self.token = backend.sign_in(organisation, 'staff@example.org', 'staff2026')

    def list(self, query=''):
        return self.backend.ask('GET', f'/{self.organisation}/documents?{query}', token=self.token).json['items']

    def find(self, kind, text):
        item = next(item for item in self.list(f'type={kind}') if text in item['number'] + ' ' + item['subject'])
        return self.read(item['id'])

    def read(self, document):
        return self.backend.ask('GET', f'/{self.organisation}/documents/{document}', token=self.token).json

    def act(self, document, action, values):
        path = f'/{self.organisation}/documents/{document["id"]}/actions/{action}'
        return self.backend.ask('POST', path, {'values': values}, token=self.token,
                                headers={'If-Match': f'"{document["version"]}"'})


def value_of(document, label):
    return [known['value'] for known in document['properties'] if known['label'] == label]


def action_of(document, name):
    return next((action for action in document['actions'] if action['id'] == name), None)


def totals(document):
    return [total['amount']['minor'] for total in document['totals']]


def money(minor):
    return {'minor': minor, 'currency': RUB}


def customer_accounts(backend, login='new@example.org', organisation=S):
    token = backend.sign_in(organisation, login)
    return token, backend.ask('GET', f'/{organisation}/accounts', token=token).json['items']


def attempt(backend, token, number, minor):
    flow = Flow(backend, S, 'link_account', token=token)
    flow.submit('account', {'account_number': number, 'amount': money(minor)})
    return flow


def test_same_view(backend, tap, desk):
    account = desk.find('account', '123543566')
    tap.equal(account['amount'], money(44730), '/desk/S-15/the same sum to pay as in the customer’s header')
    tap.equal(value_of(account, 'Номер лицевого счёта'), ['123543566'], '/desk/S-20/an account is looked up')
    tap.equal(totals(account), [44730, 44730, 0, 0, 44730, 44730], '/desk/S-48/the five lines, for any account')
    tap.equal([line['title'] for line in account['lines']], ['Обращение с ТКО'], '/desk/S-48/and the services')
    tap.equal(value_of(account, 'Телефон'), ['—'], '/desk/S-32/what nobody has told')
    tap.ok('demo@example.org, 12.09.2024' in value_of(account, 'Кабинеты'), '/desk/S-23/who has linked it, and since when')
    housing = Desk(backend, H).find('account', '123456789')
    tap.equal((len(housing['lines']), housing['amount']), (6, money(421864)), '/desk/H-36/the same view of charges')
    customer = backend.sign_in(S)
    tap.equal(backend.ask('GET', f'/{S}/documents', token=customer).json['total'], 0, '/desk/customers have no such documents')
    tap.equal(backend.ask('GET', f'/{S}/documents/{account["id"]}', token=customer).problem, 'not-found', '/desk/nor can read them')


def test_link_queue(backend, tap, desk):
    token, _ = customer_accounts(backend)
    waiting = desk.find('link', 'new@example.org')
    tap.equal(waiting['state']['id'], 'unlinked', '/desk/S-17/a person without an account is in the list')
    tap.equal(value_of(waiting, 'Осталось попыток'), ['5'], '/desk/S-26/attempts left')
    for minor in range(100, 104):
        attempt(backend, token, '123543567', minor)
    waiting = desk.find('link', 'new@example.org')
    tap.equal((waiting['state']['id'], value_of(waiting, 'Осталось попыток')), ('unlinked', ['1']), '/desk/S-21/failed attempts are seen')
    tap.equal([event['text'] for event in waiting['timeline'] if event['title'] == 'Неудачная попытка привязки'], ['123543567'] * 4,
              '/desk/S-21/with the number that was tried')
    tap.equal(action_of(waiting, 'unlock')['allowed'], False, '/desk/S-26/nothing to unlock yet')
    attempt(backend, token, '123543567', 104)
    locked = desk.find('link', 'new@example.org')
    tap.equal((locked['state']['id'], locked['waits']), ('locked', True), '/desk/S-26/who tried too often waits for staff')
    tap.equal(attempt(backend, token, '123543567', 17892).answer.problem, 'too-many-requests', '/desk/S-26/and cannot go on')
    tap.equal(desk.act(locked, 'unlock', {}).json['errors'][0]['code'], 'required', '/desk/S-26/a reason is asked')
    answer = desk.act(locked, 'unlock', {'reason': 'Позвонила, читала сумму прошлого месяца'})
    tap.equal((answer.status, answer.json['state']['id'], value_of(answer.json, 'Осталось попыток')), (200, 'unlinked', ['5']),
              '/desk/S-26/unlocked')
    tap.equal((answer.json['timeline'][0]['title'], answer.json['timeline'][0]['by']), ('Попытки возвращены', 'Нина Орлова'),
              '/desk/S-26/who did it is kept')
    flow = attempt(backend, token, '123543567', 17892)
    tap.equal(flow.json.get('state'), 'done', '/desk/S-26/the person links the account after all', )
    linked = desk.find('link', 'new@example.org')
    tap.equal(linked['state']['id'], 'linked', '/desk/S-17/and is no longer in the list')


def test_by_hand(backend, tap, desk):
    person = desk.find('link', 'new@example.org')
    answer = desk.act(person, 'link', {'number': '123543566', 'reason': 'Показан договор социального найма'})
    tap.equal(answer.status, 200, '/desk/S-21/linked by hand after the papers were looked at')
    _, items = customer_accounts(backend)
    tap.equal([item['number'] for item in items], ['123543567', '123543566'], '/desk/S-21/the customer has it')
    notice = last_message(backend, 'demo@example.org')
    tap.ok('123543566' in notice['text'] and 'new@example.org' in notice['text'], '/desk/S-21/the present holder is told', notice)
    tap.equal(desk.act(answer.json, 'link', {'number': '123543566', 'reason': 'Ещё раз'}).json['errors'][0]['code'], 'linked',
              '/desk/linked already')
    tap.equal(desk.act(answer.json, 'link', {'number': '999999999', 'reason': 'Нет такого'}).json['errors'][0]['code'],
              'unknown_account', '/desk/no such account')
    account = desk.find('account', '123543566')
    offered = next(field for field in action_of(account, 'unlink')['fields'] if field['name'] == 'person')['options']
    tap.equal([option['title'] for option in offered], ['demo@example.org', 'new@example.org'], '/desk/S-25/whom to unlink')
    answer = desk.act(account, 'unlink', {'person': offered[1]['value'], 'reason': 'Съехала'})
    tap.equal(answer.status, 200, '/desk/S-25/unlinked with a reason')
    tap.equal([(event['title'], event['text']) for event in answer.json['timeline']][0],
              ('Кабинет отвязан вручную', 'new@example.org. Съехала'), '/desk/S-23/the audit has it')
    _, items = customer_accounts(backend)
    tap.equal([item['number'] for item in items], ['123543567'], '/desk/S-25/the customer has it no more')
    stale = desk.act(account, 'unlink', {'person': offered[0]['value'], 'reason': 'По старому виду'})
    tap.equal(stale.problem, 'precondition-failed', '/desk/nothing is done on an old view')
    account = desk.find('account', '123543566')
    answer = desk.act(account, 'link', {'login': 'nobody@example.org', 'reason': 'Опечатка'})
    tap.equal(answer.json['errors'], [{'pointer': '/values/login', 'code': 'unknown_login'}], '/desk/no such cabinet')
    answer = desk.act(account, 'link', {'login': 'new@example.org', 'reason': 'Вернулась'})
    tap.ok(answer.status == 200 and any('new@example.org' in text for text in value_of(answer.json, 'Кабинеты')),
           '/desk/S-21/linked from the account’s side')
    person = desk.find('link', 'new@example.org')
    tap.ok(person['timeline'][0]['text'].endswith('Вернулась'), '/desk/S-23/the person’s history has it too', person['timeline'])
    number = next(field for field in action_of(person, 'unlink')['fields'] if field['name'] == 'account')['options'][1]['value']
    tap.equal(desk.act(person, 'unlink', {'account': number, 'reason': 'Ошибка'}).status, 200, '/desk/S-25/unlinked from the person’s side')


def months_of(account, action):
    return next(field for field in action_of(account, action)['fields'] if field['name'] == 'month')['options']


def test_receipts(backend, tap, desk):
    token = backend.sign_in(S)
    own = next(item['id'] for item in backend.ask('GET', f'/{S}/accounts', token=token).json['items'] if item['number'] == '123543566')

    def newest():
        first = backend.ask('GET', f'/{S}/accounts/{own}/receipts', token=token).json['items'][0]['id']
        return backend.ask('GET', f'/{S}/receipts/{first}', token=token).json

    account, before = desk.find('account', '123543566'), newest()
    options = months_of(account, 'issue_receipt')
    tap.equal((len(options), options[0]['value']), (26, before['month']), '/desk/S-51/receipts that can be issued anew')
    tap.ok(options[0]['title'].startswith('Квитанция за ') and ' · ' in options[0]['title'], '/desk/S-51/with the day of issue', options[0])
    tap.equal(desk.act(account, 'issue_receipt', {'month': before['month']}).json['errors'], [{'pointer': '/values/reason', 'code': 'required'}],
              '/desk/S-51/a reason is asked')
    tap.equal(desk.act(account, 'issue_receipt', {'month': '2099-01', 'reason': 'Рано'}).json['errors'][0]['pointer'], '/values/month',
              '/desk/S-51/no receipt of a month that is not over')
    answer = desk.act(account, 'issue_receipt', {'month': before['month'], 'reason': 'Исправлен плательщик'})
    after = newest()
    tap.equal((answer.status, answer.json['timeline'][0]['title']), (200, 'Квитанция выпущена'), '/desk/S-51/issued anew')
    tap.ok('Исправлен плательщик' in answer.json['timeline'][0]['text'], '/desk/S-51/with the reason', answer.json['timeline'][0])
    same = ('id', 'number', 'lines', 'amount', 'due_at', 'balance')
    tap.equal([after[name] for name in same], [before[name] for name in same], '/desk/S-51/from the same postings the same receipt')
    tap.ok(after['issued_at'] > before['issued_at'], '/desk/S-51/of today', after['issued_at'])
    letter = last_message(backend, 'demo@example.org')
    tap.ok('447,30' in letter['text'] and '123543566' in letter['text'], '/desk/S-51/the holder of the cabinet is told', letter)

    with sqlite3.connect(os.path.join(backend.data, 'kabinet.sqlite')) as database:
        database.execute('DELETE FROM receipt_lines WHERE receipt = ?', (int(before['id']),))
        database.execute('DELETE FROM receipts WHERE id = ?', (int(before['id']),))
    tap.ok(newest()['month'] < before['month'], '/desk/S-51/a month has no receipt')
    account = answer.json
    tap.ok(before['month'] not in [option['value'] for option in months_of(desk.read(account['id']), 'send_receipt')],
           '/desk/S-51/what is not issued is not sent')
    tap.ok(' · ' not in months_of(desk.read(account['id']), 'issue_receipt')[0]['title'], '/desk/S-51/it can be issued')
    answer = desk.act(account, 'issue_receipt', {'month': before['month'], 'reason': 'Пропущена при закрытии месяца'})
    issued = newest()
    same = ('month', 'number', 'lines', 'amount', 'balance', 'state')
    tap.equal((answer.status, [issued[name] for name in same]), (200, [before[name] for name in same]), '/desk/S-51/and is issued')
    count = len([message for message in outbox(backend) if message['to'] == 'demo@example.org'])
    answer = desk.act(answer.json, 'send_receipt', {'month': before['month'], 'reason': 'Просил по телефону'})
    letters = [message for message in outbox(backend) if message['to'] == 'demo@example.org']
    tap.equal((answer.status, len(letters), newest()['issued_at']), (200, count + 1, issued['issued_at']), '/desk/S-51/sent once more')
    lonely = desk.find('account', '123543567')
    refused = desk.act(lonely, 'send_receipt', {'month': months_of(lonely, 'send_receipt')[0]['value'], 'reason': 'Просили'})
    tap.equal((refused.status, refused.json['errors'][0]['code']), (422, 'unknown_login'), '/desk/S-51/nobody to send it to')


def test_postings(backend, tap, desk):
    account = desk.find('account', '123543566')
    token = backend.sign_in(S)
    own = next(item['id'] for item in backend.ask('GET', f'/{S}/accounts', token=token).json['items'] if item['number'] == '123543566')

    def post(kind, minor, reason, service='Обращение с ТКО'):
        nonlocal account
        answer = desk.act(account, 'post', {'kind': kind, 'service': service, 'amount': money(minor), 'reason': reason})
        if answer.status == 200:
            account = answer.json
        return answer

    tap.equal(desk.act(account, 'post', {'kind': 'charge', 'amount': money(100), 'reason': 'Без услуги'}).json['errors'][0]['pointer'],
              '/values/service', '/desk/S-42/a charge names its service')
    tap.equal(post('charge', 5000, 'Вывоз крупногабаритных отходов').json['amount'], money(49730), '/desk/S-42/a charge is posted')
    tap.equal(post('recalculation_less', 2000, 'Двое выехали').json['amount'], money(47730), '/desk/S-43/a recalculation with its reason')
    tap.equal(post('penalty', 300, 'Просрочка').json['amount'], money(48030), '/desk/S-44/a penalty is posted')
    tap.equal(post('penalty_waived', 300, 'Почта задержала квитанцию').json['amount'], money(47730), '/desk/S-44/and waived')
    tap.equal(totals(account), [44730, 5000, -2000, 0, 0, 47730], '/desk/S-46/the lines still add up')
    charges = backend.ask('GET', f'/{S}/accounts/{own}/charges', token=token).json
    tap.ok(any(item['reason'] == 'Двое выехали' and item['amount']['minor'] == -2000 for item in charges['items']),
           '/desk/S-43/the customer reads the reason')
    tap.equal(charges['months'][1]['to_pay'], money(44730), '/desk/S-42/a month whose receipt is out is not changed')
    return own, token


def test_payments(backend, tap, desk, own, token):
    account = desk.find('account', '123543566')
    values = {'amount': money(47730), 'day': '2026-11-20', 'number': '77-1', 'reason': 'Нашли в реестре кассы'}
    answer = desk.act(account, 'receive', values)
    tap.equal((answer.status, answer.json['amount']), (200, money(0)), '/desk/S-45/a payment is posted')
    tap.equal(desk.act(answer.json, 'receive', dict(values, amount=money(1))).json['errors'][0]['code'], 'taken',
              '/desk/S-45/the same number is not another payment')
    again = desk.act(answer.json, 'receive', values)
    tap.equal(again.json['amount'], money(0), '/desk/S-45/posted twice it counts once')
    tap.equal(desk.act(again.json, 'receive', dict(values, day='2099-01-01', number='77-2')).json['errors'][0]['pointer'], '/values/day',
              '/desk/S-45/not in the future')
    receipts = backend.ask('GET', f'/{S}/accounts/{own}/receipts', token=token).json['items']
    tap.equal(receipts[0]['state']['id'], 'paid', '/desk/S-45/the receipt is paid')
    options = next(field for field in action_of(again.json, 'move')['fields'] if field['name'] == 'payment')['options']
    tap.ok('20.11.2026' in options[0]['title'] and '77-1' in options[0]['title'], '/desk/S-50/a lost payment is found', options[0])
    move = {'payment': options[0]['value'], 'number': '123543567', 'reason': 'Плательщик указал чужой счёт'}
    tap.equal(desk.act(again.json, 'move', dict(move, number='123543566')).json['errors'][0]['pointer'], '/values/number',
              '/desk/S-50/not to the same account')
    moved = desk.act(again.json, 'move', move)
    tap.equal((moved.status, moved.json['amount']), (200, money(47730)), '/desk/S-50/moved to the right account')
    tap.equal(desk.act(moved.json, 'move', move).status, 422, '/desk/S-50/it cannot be moved twice')
    other = desk.find('account', '123543567')
    tap.equal(other['amount'], money(17892 - 47730), '/desk/S-50/it counts there')
    tap.ok('Плательщик указал чужой счёт' in other['timeline'][0]['text'], '/desk/S-50/with the reason')
    payments = backend.ask('GET', f'/{S}/accounts/{own}/payments', token=token).json['items']
    tap.equal((payments[0]['state']['id'], '123543567' in payments[0]['note']), ('moved', True), '/desk/S-50/the customer sees where it went')


def test_corrections(backend, tap, desk):
    account = desk.find('account', '123543567')
    fields = {field['name']: field for field in action_of(account, 'correct')['fields']}
    tap.equal(fields['holder']['default'], 'Петрова Мария Андреевна', '/desk/S-31/begins with what the register says')
    answer = desk.act(account, 'correct', {'holder': 'Петрова-Ли Мария Андреевна', 'address': 'г. Смоленск, ул. Озёрная, д. 14а, кв. 42',
                                           'registration_address': '214000, г. Смоленск, ул. Озёрная, д. 14а, кв. 42',
                                           'registered': 3, 'residents': 4, 'reason': 'Паспорт, справка формы 9'})
    tap.equal(answer.status, 200, '/desk/S-08/changed data are looked at and put right')
    for row, label, value in (('S-31', 'Владелец', 'Петрова-Ли Мария Андреевна'), ('S-30', 'Адрес', 'г. Смоленск, ул. Озёрная, д. 14а, кв. 42'),
                              ('S-34', 'Адрес регистрации', '214000, г. Смоленск, ул. Озёрная, д. 14а, кв. 42'),
                              ('S-35', 'Адрес доставки корреспонденции', '—'),
                              ('S-37', 'Число зарегистрированных', '3'), ('S-38', 'Число проживающих', '4')):
        tap.equal(value_of(answer.json, label), [value], f'/desk/{row}/{label}')
    tap.equal(desk.list('q=' + quote('Петрова-Ли'))[0]['number'], '123543567', '/desk/S-20/it is found by the new name')
    _, items = customer_accounts(backend)
    tap.equal(items[0]['holder'], 'Петрова-Ли Мария Андреевна', '/desk/S-31/the customer sees it')


def test_gap(backend, tap, desk):
    with sqlite3.connect(os.path.join(backend.data, 'kabinet.sqlite')) as database:
        database.execute("UPDATE account_months SET opening = opening + 10 WHERE month = (SELECT max(month) FROM account_months"
                         " WHERE account = (SELECT id FROM accounts WHERE number = '100000005'))"
                         " AND account = (SELECT id FROM accounts WHERE number = '100000005')")
    account = desk.find('account', '100000005')
    answer = desk.act(account, 'post', {'kind': 'penalty', 'amount': money(100), 'reason': 'Закрытие месяца'})
    tap.equal((answer.json['state']['id'], answer.json['waits']), ('gap', True), '/desk/S-46/an account that does not add up is flagged')
    tap.ok('100000005' in [item['number'] for item in desk.list('waits=true')], '/desk/S-46/and waits for staff')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-outbox', organisations=ORGANISATIONS, tap=tap) as backend:
        desk = Desk(backend)
        test_same_view(backend, tap, desk)
        test_receipts(backend, tap, desk)
        test_link_queue(backend, tap, desk)
        test_by_hand(backend, tap, desk)
        own, token = test_postings(backend, tap, desk)
        test_payments(backend, tap, desk, own, token)
        test_corrections(backend, tap, desk)
        test_gap(backend, tap, desk)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
