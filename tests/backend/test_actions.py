#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be done with a document, by whom, when, and what it leaves behind."""
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402


class Desk:
    """Somebody with documents in one organisation."""

    def __init__(self, backend, organisation, login='demo@example.org', password='demo2026'):
        self.backend, self.organisation = backend, organisation
        self.token = backend.sign_in(organisation, login, password)

    def find(self, number):
        words = urllib.parse.urlencode({'q': number})
        items = self.backend.ask('GET', f'/{self.organisation}/documents?{words}', token=self.token).json['items']
        return self.read(next(item['id'] for item in items if item['number'] == number))

    def read(self, identifier):
        return self.backend.ask('GET', f'/{self.organisation}/documents/{identifier}', token=self.token).json

    def act(self, document, action, values=None, tag=None, key=None, lines=None, agent=None):
        headers = {'If-Match': tag or f'"{document["version"]}"'} if tag != '' else {}
        body = {'values': values or {}} | ({} if lines is None else {'lines': lines})
        return self.backend.ask('POST', f'/{self.organisation}/documents/{document["id"]}/actions/{action}', body,
                                token=self.token, headers=headers | ({'User-Agent': agent} if agent else {}), key=key,
                                direct=tag == '')

    def actions(self, document):
        return {action['id']: action for action in document['actions']}


def consent(document):
    """Yes to every line of an estimate."""
    return [{'id': line['id'], 'accepted': True} for line in document['lines']]


def staff_of(backend, organisation):
    return Desk(backend, organisation, 'staff@example.org', 'staff2026')


def test_request(backend, tap):
    customer, staff = Desk(backend, 'east-motors'), staff_of(backend, 'east-motors')
    seen = staff.find('1000031842')
    tap.equal((seen['customer'], seen['waits'], [action['id'] for action in seen['actions']]),
              ('Кузнецова Анна', True, ['confirm', 'offer_time', 'ask', 'decline']), '/actions/E-08/staff may confirm, offer, decline')
    tap.equal([action['id'] for action in customer.find('1000031842')['actions']], ['withdraw'],
              '/actions/E-08/the customer may withdraw')
    answer = staff.act(seen, 'offer_time', {'day': '2026-12-01', 'time': '9.30'})
    tap.equal({error['pointer']: error['code'] for error in answer.json['errors']}, {'/values/time': 'pattern'},
              '/actions/fields are checked')
    answer = staff.act(seen, 'offer_time', {'day': '2026-12-01', 'time': '09:30', 'price': '1'})
    tap.equal(answer.json['errors'][0]['code'], 'unknown_member', '/actions/no fields of one’s own')
    answer = staff.act(seen, 'offer_time', {'day': '2026-12-01', 'time': '09:30'})
    tap.equal((answer.status, answer.json['state']['id'], answer.json['version'], answer.headers['ETag']),
              (200, 'offered', seen['version'] + 1, f'"{seen["version"] + 1}"'), '/actions/E-09/another time is offered')
    entry = answer.json['timeline'][0]
    tap.equal((entry['title'], entry['text'], entry['by']), ('Предложено другое время', '01.12.2026, 09:30', 'Павел Жуков'),
              '/actions/recorded with who and what')
    document = customer.find('1000031842')
    tap.ok(document['waits'] and document['due_at'], '/actions/now it waits for the customer', document)
    answer = customer.act(document, 'accept_time')
    tap.equal((answer.json['state']['id'], answer.json['timeline'][0]['by'], answer.json.get('due_at')),
              ('confirmed', 'Анна Кузнецова', None), '/actions/E-09/the customer accepts')


def test_conflicts(backend, tap):
    customer, staff = Desk(backend, 'east-motors'), staff_of(backend, 'east-motors')
    document = customer.find('ИСТ0002714')
    tap.equal(customer.act(document, 'approve', tag='').problem, 'precondition-required', '/actions/not without If-Match')
    tap.equal(customer.act(document, 'approve', tag='"99"').problem, 'precondition-failed', '/actions/not on another version')
    tap.equal(customer.act(document, 'finish').problem, 'not-found', '/actions/not an action of staff')
    tap.equal(customer.act(document, 'explode').problem, 'not-found', '/actions/not one that does not exist')
    key = 'a1b2c3d4-0000-4000-8000-000000000001'
    first = customer.act(document, 'approve', key=key, lines=consent(document))
    second = customer.act(document, 'approve', key=key, lines=consent(document))
    tap.equal((first.status, second.status, second.body == first.body), (200, 200, True), '/actions/B5/done once for one key')
    tap.equal([entry['title'] for entry in customer.read(document['id'])['timeline']].count('Смета согласована клиентом'), 1,
              '/actions/B5/and recorded once')
    answer = customer.act(document, 'refuse', {'comment': 'Дорого'})
    tap.equal(answer.problem, 'precondition-failed', '/actions/E-10/changed meanwhile')
    document = staff.find('ИСТ0002714')
    for action in ('finish', 'close'):
        answer = staff.act(document, action)
        document = answer.json
    tap.equal((document['state']['id'], document['actions']), ('closed', []), '/actions/E-10/through its stages to the end')
    document = customer.find('ИСТ0002714')
    approve = customer.actions(document)['approve']
    tap.equal((approve['allowed'], approve['reason']), (False, 'Наряд закрыт, смета уже исполнена'), '/actions/says why not')
    answer = customer.act(document, 'approve')
    tap.equal((answer.problem, answer.json['detail']), ('forbidden', 'Наряд закрыт, смета уже исполнена'),
              '/actions/and refuses it with that reason')


def test_order(backend, tap):
    customer, staff = Desk(backend, 'autodoc'), staff_of(backend, 'autodoc')
    placed = customer.find('33184950')
    tap.ok(customer.actions(placed)['cancel']['allowed'] and customer.actions(placed)['cancel']['confirm'],
           '/actions/A-50/may be given up at first')
    late = customer.find('33179811')
    cancel = customer.actions(late)['cancel']
    tap.ok(not cancel['allowed'] and 'в работе у поставщика' in cancel['reason'], '/actions/A-50/not once the supplier works', cancel)
    tap.equal(customer.act(late, 'cancel').problem, 'forbidden', '/actions/A-50/the server decides')
    document = staff.find('33179811')
    answer = staff.act(document, 'ship', {'tracking': 'короткий', 'carrier': 'post'})
    tap.equal(answer.json['errors'][0]['pointer'], '/values/tracking', '/actions/A-56/the number is checked')
    answer = staff.act(document, 'ship', {'tracking': 'RA644000001RU', 'carrier': 'post'})
    shown = {entry['label']: entry['value'] for entry in answer.json['properties']}
    tap.equal((shown['ТТН'], shown['Перевозчик'], shown['Менеджер']), ('RA644000001RU', 'Почта России', 'Олег Рябов'),
              '/actions/A-57/the number is in the cabinet')
    tap.equal(answer.json['timeline'][0]['text'], 'ТТН RA644000001RU, Почта России', '/actions/A-58/the stage is recorded')
    answer = customer.act(placed, 'cancel')
    tap.equal(answer.json['state']['id'], 'cancelled', '/actions/A-50/given up')
    counts = backend.ask('GET', '/autodoc/documents', token=customer.token).json['counts']
    tap.equal((counts['open'], counts['waits']), (2, 1), '/actions/the counts follow')


def test_words(backend, tap):
    staff = staff_of(backend, 'east-motors')
    document = staff.find('1000031835')
    answer = staff.act(document, 'decline', {'reason': 'other', 'comment': '<a href="x">&</a>'})
    tap.equal(answer.json['timeline'][0]['text'], 'Другая причина. <a href="x">&</a>', '/actions/J5/markup stays text')
    other = Desk(backend, 'santrek')
    document = other.find('СТ-0012391')
    cancel = other.actions(document)['cancel']
    tap.equal((cancel['allowed'], cancel['reason']), (False, 'Заказ уже отгружен'), '/actions/T-39/another organisation’s words')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend:
        for test in (test_request, test_conflicts, test_order, test_words):
            test(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
