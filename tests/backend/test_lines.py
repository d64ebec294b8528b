#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of a document: estimates and their versions, consent to each line and its record, lines given up."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
sys.path.insert(0, os.path.dirname(__file__))
from tap import ORGANISATIONS, Backend, Tap  # noqa: E402
from test_actions import Desk, staff_of  # noqa: E402


def pointers(answer):
    return {error['pointer']: error['code'] for error in answer.json['errors']}


def states(document):
    return [(line.get('state') or {}).get('id') for line in document['lines']]


def answers(document, *declined):
    return [{'id': line['id'], 'accepted': line['title'] not in declined} for line in document['lines']]


def minor(document):
    return document['amount']['minor']


def test_estimate(backend, tap):
    """E-11, E-12: works and materials with their cost; two versions, of which the second has more."""
    customer = Desk(backend, 'east-motors')
    document = customer.find('ИСТ0002714')
    tap.equal([(line['group'], line['title'], line['amount']['minor']) for line in document['lines']],
              [('Работы', 'Диагностика подвески', 4500), ('Работы', 'Замена стоек стабилизатора', 7600),
               ('Работы', 'Развал-схождение', 6000), ('Материалы', 'Стойка стабилизатора', 19720),
               ('Материалы', 'Болт крепления', 10800)], '/lines/E-11/E-12/works and materials with preliminary cost')
    tap.equal([(total['title'], total['amount']['minor']) for total in document['totals']],
              [('Работы', 18100), ('Материалы', 30520)], '/lines/E-11/E-12/a sum for each group')
    tap.equal([(version['version'], version['total']['minor'], len(version['lines'])) for version in document['versions']],
              [(1, 42620, 4), (2, 48620, 5)], '/lines/E-11/versions of the estimate are kept')
    approve = customer.actions(document)['approve']
    tap.equal((approve['lines'], approve['closed_lines'], approve['quantities']), ('decide', [], False),
              '/lines/each line is decided')


def test_decide(backend, tap):
    customer, staff = Desk(backend, 'east-motors'), staff_of(backend, 'east-motors')
    document = customer.find('ИСТ0002714')
    tap.equal(pointers(customer.act(document, 'approve')), {'/lines': 'required'}, '/lines/silence is no consent')
    lines = answers(document)
    tap.equal(pointers(customer.act(document, 'approve', lines=lines[:-1])), {'/lines': 'required'},
              '/lines/no line stays open')
    tap.equal(pointers(customer.act(document, 'approve', lines=lines + lines[:1])), {'/lines/5/id': 'option'},
              '/lines/none twice')
    tap.equal(pointers(customer.act(document, 'approve', lines=[{'id': '999999', 'accepted': True}, *lines[1:]])),
              {'/lines/0/id': 'option'}, '/lines/none of another document')
    tap.equal(pointers(customer.act(document, 'approve', lines=[{'id': lines[0]['id']}, *lines[1:]])),
              {'/lines/0/accepted': 'required'}, '/lines/yes or no')
    tap.equal(pointers(customer.act(document, 'refuse', {'comment': 'Дорого'}, lines=lines)), {'/lines': 'unknown_member'},
              '/lines/not where nobody asks')
    answer = customer.act(document, 'approve', lines=answers(document, 'Развал-схождение'),
                          agent='Kabinet/0.1.0 (Linux x86_64)')
    document = answer.json
    tap.equal((answer.status, document['state']['id'], minor(document)), (200, 'in_work', 42620),
              '/lines/E-11/declined works are not paid')
    entry = document['timeline'][0]
    tap.equal((entry['title'], entry['text']), ('Смета согласована клиентом частично', 'Не согласовано: Развал-схождение'),
              '/lines/the timeline names what was declined')
    decisions = [line['decision'] for line in document['lines']]
    tap.equal([(one['accepted'], one['by'], one['through']) for one in decisions],
              [(title != 'Развал-схождение', 'Анна Кузнецова', 'Kabinet 0.1.0')
               for title in (line['title'] for line in document['lines'])], '/lines/record: who, when, through what')
    tap.ok(all(one['at'].endswith('+03:00') for one in decisions), '/lines/record: when', decisions)
    tap.equal([line['decision']['accepted'] for line in document['versions'][1]['lines']], [True, True, False, True, True],
              '/lines/the record stays with the version')
    tap.ok(all('decision' not in line for line in document['versions'][0]['lines']), '/lines/the older one was not decided')
    tap.equal([(total['title'], total['amount']['minor']) for total in document['totals']],
              [('Работы', 12100), ('Материалы', 30520)], '/lines/the sums follow')
    found = backend.ask('GET', '/east-motors/documents?q=426%2C20', token=customer.token).json['items']
    tap.equal([item['number'] for item in found], ['ИСТ0002714'], '/lines/found by its new amount')
    return staff.find('ИСТ0002714')


def edited(line, **changes):
    return {name: line[name] for name in ('id', 'group', 'title', 'quantity', 'price')} \
        | ({'unit': line['unit']} if 'unit' in line else {}) | changes


def test_revise(backend, tap, document):
    """E-11, E-12, staff: works and materials are drawn up and revised; what was agreed and is the same stays so."""
    customer, staff = Desk(backend, 'east-motors'), staff_of(backend, 'east-motors')
    by_title = {line['title']: line for line in document['lines']}
    answer = staff.act(document, 'mark_done', lines=[{'id': by_title['Диагностика подвески']['id']}])
    document = answer.json
    tap.equal((document['state']['id'], states(document)), ('in_work', ['done', 'agreed', None, 'agreed', 'agreed']),
              '/lines/E-10/staff mark what is done, the order stays in work')
    revise = staff.actions(document)['revise']
    tap.equal((revise['lines'], revise['groups'], [one['reason'] for one in revise['closed_lines']]),
              ('edit', ['Работы', 'Материалы'], ['Работа уже выполнена']), '/lines/E-11/staff may write all but what is done')
    kept = [edited(line) for line in document['lines'][1:]]
    fresh = {'group': 'Материалы', 'title': 'Смазка', 'quantity': '0,25', 'unit': 'кг', 'price': {'minor': 3333, 'currency': 'BYN'}}
    for name, change, pointer, code in (
            ('zero', {'quantity': '0'}, '/lines/0/quantity', 'range'),
            ('negative', {'quantity': '-1'}, '/lines/0/quantity', 'range'),
            ('too fine', {'quantity': '1.0001'}, '/lines/0/quantity', 'range'),
            ('huge', {'quantity': '9' * 30}, '/lines/0/quantity', 'range'),
            ('words', {'quantity': 'два'}, '/lines/0/quantity', 'range'),
            ('price below nothing', {'price': {'minor': -1, 'currency': 'BYN'}}, '/lines/0/price', 'range'),
            ('other money', {'price': {'minor': 100, 'currency': 'RUB'}}, '/lines/0/price', 'range'),
            ('no title', {'title': '  '}, '/lines/0/title', 'required'),
            ('no group', {'group': None}, '/lines/0/group', 'required')):
        tap.equal(pointers(staff.act(document, 'revise', lines=[fresh | change])), {pointer: code}, f'/lines/E-12/{name} is refused')
    tap.equal(pointers(staff.act(document, 'revise', lines=[])), {'/lines': 'required'}, '/lines/an estimate of nothing is none')
    tap.equal(pointers(staff.act(document, 'revise', lines=[fresh] * 201)), {'/lines': 'too_long'}, '/lines/at most 200')
    done = edited(document['lines'][0])
    tap.equal(staff.act(document, 'revise', lines=[done]).problem, 'forbidden', '/lines/what is done is not written anew')
    kept[0]['quantity'], kept[2]['price'] = '1', {'minor': 9000, 'currency': 'BYN'}
    answer = staff.act(document, 'revise', lines=[line for line in kept if line['title'] != 'Развал-схождение'] + [fresh])
    document = answer.json
    tap.equal([(line['title'], line.get('quantity'), line['amount']['minor'], 'decision' in line) for line in document['lines']],
              [('Диагностика подвески', '1', 4500, True), ('Замена стоек стабилизатора', '1', 3800, False),
               ('Стойка стабилизатора', '2', 18000, False), ('Болт крепления', '4', 10800, True),
               ('Смазка', '0.25', 833, False)], '/lines/E-11/E-12/what changed has to be agreed anew')
    tap.equal((document['state']['id'], minor(document)), ('draft', 37933), '/lines/the estimate is a draft again')
    answer = staff.act(document, 'send_estimate')
    document = answer.json
    tap.equal([(version['version'], version['by'], version['total']['minor']) for version in document['versions']][2:],
              [(3, 'Павел Жуков', 37933)], '/lines/the third version')
    tap.ok(document['versions'][2]['lines'][4]['id'] not in
           {line['id'] for version in document['versions'][:2] for line in version['lines']}, '/lines/ids are not given twice')
    seen = customer.find('ИСТ0002714')
    approve = customer.actions(seen)['approve']
    tap.equal([one['reason'] for one in approve['closed_lines']], ['Работа уже выполнена'], '/lines/what is done is not asked again')
    record = staff.actions(document)['record_approval']
    tap.equal((record['lines'], [field['name'] for field in record['fields']]), ('decide', ['channel']),
              '/lines/staff may record what was said')
    answer = staff.act(document, 'record_approval', {'channel': 'phone'},
                       lines=[{'id': line['id'], 'accepted': True} for line in document['lines'][1:]])
    document = answer.json
    tap.equal((document['state']['id'], document['lines'][4]['decision']['by'], document['lines'][4]['decision']['through'],
               document['timeline'][0]['text']), ('in_work', 'Кузнецова Анна', 'По телефону · Павел Жуков', 'По телефону'),
              '/lines/1.10/consent by telephone is the customer’s, recorded by name')
    for action in ('finish', 'close'):
        document = staff.act(document, action).json
    tap.equal((document['state']['id'], set(states(document))), ('closed', {'done'}), '/lines/E-10/closed with all lines done')
    tap.ok(not customer.actions(customer.find('ИСТ0002714'))['approve']['allowed'], '/lines/nothing is decided afterwards')


def test_none(backend, tap):
    """Declining each line is declining the estimate; sent again, all of it is asked again."""
    customer, staff = Desk(backend, 'east-motors'), staff_of(backend, 'east-motors')
    seen = customer.find('ИСТ0002714')
    whole = minor(seen)
    seen = customer.act(seen, 'approve', lines=answers(seen, *(line['title'] for line in seen['lines']))).json
    tap.equal((seen['state']['id'], minor(seen), seen['timeline'][0]['title']), ('refused', 0, 'Смета отклонена клиентом'),
              '/lines/all declined is refused')
    document = staff.act(staff.read(seen['id']), 'send_estimate').json
    tap.equal((minor(document), ['decision' in line for line in document['lines']].count(True)), (whole, 0),
              '/lines/sent again, asked again')
    tap.ok(all(line['decision']['accepted'] is False for line in document['versions'][-2]['lines']),
           '/lines/the record of the refusal stays')


def test_cancel(backend, tap):
    """A-50: an item may be given up until the supplier starts on it; later the action is closed and says why."""
    customer, staff = Desk(backend, 'autodoc'), staff_of(backend, 'autodoc')
    document = customer.find('33184950')
    cancel = customer.actions(document)['cancel_lines']
    tap.equal((cancel['lines'], cancel['quantities'], cancel['closed_lines']), ('choose', True, []), '/lines/A-50/all may go')
    first, second, third = (line['id'] for line in document['lines'])
    answer = customer.act(document, 'cancel_lines', lines=[{'id': first}])
    document = answer.json
    tap.equal((document['state']['id'], states(document), minor(document), document['timeline'][0]['text']),
              ('placed', ['cancelled', None, None], 316000, 'Фильтр масляный'), '/lines/A-50/one is given up, the order stays')
    tap.equal(customer.act(document, 'cancel_lines', lines=[{'id': first}]).json.get('detail'),
              'От этой позиции вы уже отказались', '/lines/A-50/not twice')
    document = staff.act(staff.find('33184950'), 'confirm').json
    document = staff.act(document, 'take', lines=[{'id': second}]).json
    tap.equal((document['state']['id'], states(document)), ('supplier', ['cancelled', 'supplier', None]),
              '/lines/A-50/staff mark what the supplier has taken')
    document = customer.find('33184950')
    closed = {one['id']: one['reason'] for one in customer.actions(document)['cancel_lines']['closed_lines']}
    tap.equal(closed[second], 'Поставщик уже начал работу с этой позицией', '/lines/A-50/closed and says why')
    answer = customer.act(document, 'cancel_lines', lines=[{'id': second}])
    tap.equal((answer.problem, answer.json['detail']), ('forbidden', 'Поставщик уже начал работу с этой позицией'),
              '/lines/A-50/the server decides')
    document = customer.act(document, 'ask_cancel', {'comment': 'Нашёл дома'}, lines=[{'id': second}]).json
    tap.equal((document['state']['id'], states(document)[1]), ('cancel_asked', 'cancel_asked'), '/lines/A-50/a late wish')
    document = staff.find('33184950')
    tap.ok(document['waits'], '/lines/A-50/waits for staff')
    document = staff.act(document, 'refuse_cancel', {'comment': 'Уже отгружено'}).json
    tap.equal((document['state']['id'], states(document)[1]), ('supplier', 'supplier'), '/lines/A-50/staff say no')
    document = customer.act(customer.find('33184950'), 'ask_cancel', lines=[{'id': second}]).json
    document = staff.act(staff.find('33184950'), 'accept_cancel', lines=[{'id': second}]).json
    tap.equal((states(document), minor(document)), (['cancelled', 'cancelled', None], 152000), '/lines/A-50/staff say yes')
    document = customer.act(customer.find('33184950'), 'cancel_lines', lines=[{'id': third}]).json
    tap.equal((document['state']['id'], minor(document)), ('cancelled', 0), '/lines/A-50/the last one takes the order along')


def test_part(backend, tap):
    """A-50: a part of a line; T-39 the same with other words."""
    customer, staff = Desk(backend, 'santrek'), staff_of(backend, 'santrek')
    items = backend.ask('GET', '/santrek/documents?state=placed,confirmed&limit=50', token=customer.token).json['items']
    document = next(one for one in map(customer.read, (item['id'] for item in items))
                    if any(int(line['quantity']) > 1 for line in one['lines']))
    line = next(one for one in document['lines'] if int(one['quantity']) > 1)
    whole = int(line['quantity'])
    for name, quantity in (('more than there is', str(whole + 1)), ('nothing', '0'), ('less', '-1'), ('words', 'все')):
        tap.equal(pointers(customer.act(document, 'cancel_lines', lines=[{'id': line['id'], 'quantity': quantity}])),
                  {'/lines/0/quantity': 'range'}, f'/lines/T-39/A-50/{name}')
    before = minor(document)
    after = customer.act(document, 'cancel_lines', lines=[{'id': line['id'], 'quantity': '1'}]).json
    parts = [(one['quantity'], (one.get('state') or {}).get('id')) for one in after['lines'] if one['title'] == line['title']]
    tap.equal((parts, minor(after)), ([(str(whole - 1), None), ('1', 'cancelled')], before - line['price']['minor']),
              '/lines/T-39/A-50/a part becomes a line of its own')
    document = staff.read(after['id'])
    while document['state']['id'] != 'assembled':
        document = staff.act(document, {'placed': 'confirm', 'confirmed': 'assemble'}[document['state']['id']]).json
    tap.ok('cancelled' in states(document) and 'assembled' in states(document), '/lines/what was given up is not assembled')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend:
        test_estimate(backend, tap)
        test_revise(backend, tap, test_decide(backend, tap))
        test_cancel(backend, tap)
        test_part(backend, tap)
    with Backend('--seed', 'demo', organisations=ORGANISATIONS, tap=tap) as backend:
        test_none(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
