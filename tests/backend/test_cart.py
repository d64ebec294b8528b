#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cart, what is understood of a spreadsheet, ordering, promotions and discounts, and the staff's side of each."""
import os
import sys
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import Backend, Tap  # noqa: E402

ORG = 'autodoc'


class Shop:
    """What one person has in one shop."""

    def __init__(self, backend, login='demo@example.org', password='demo2026', organisation=ORG):
        self.backend, self.organisation = backend, organisation
        self.token = backend.sign_in(organisation, login, password)

    def ask(self, method, path, body=None, headers=None, key=None, direct=False):
        return self.backend.ask(method, f'/{self.organisation}{path}', body, token=self.token, headers=headers, key=key,
                                direct=direct)

    def find(self, article):
        from urllib.parse import quote
        items = self.ask('GET', f'/catalogue?q={quote(article)}').json['items']
        return next(item for item in items if item['article'] == article)

    def cart(self):
        return self.ask('GET', '/cart').json

    def put(self, lines, version=None, direct=False):
        version = self.cart()['version'] if version is None else version
        return self.ask('PUT', '/cart', {'lines': lines}, headers={'If-Match': f'"{version}"'}, direct=direct)

    def fill(self, *articles, quantity=1):
        return self.put([{'item': self.find(article)['id'], 'quantity': quantity} for article in articles]).json

    def act(self, article, action, **values):
        item = self.find(article) if article else None
        return self.ask('POST', f'/catalogue/{item["id"]}/actions/{action}', {'values': values},
                        headers={'If-Match': f'"{item["version"]}"'})

    def order(self, key=None, **changes):
        cart = self.cart()
        body = {'version': cart['version'], 'total': cart['totals'][0]['amount'] if cart['totals'] else {'minor': 0, 'currency': 'RUB'},
                'values': {'delivery': 'pickup', 'point': 'moscow-len', 'recipient': 'Анна Кузнецова', 'phone': '+79130000045',
                           'payment': 'cash'}}
        body.update(changes)
        return self.ask('POST', '/checkout', body, key=key)


def test_cart(tap, shop):
    empty = shop.cart()
    tap.equal((empty['lines'], empty['can_order'], empty['reason']), ([], False, 'Корзина пуста'), '/cart/A-44/empty')
    pads, spark = shop.find('GDB1789'), shop.find('5960')
    put = shop.put([{'item': pads['id'], 'quantity': 2}, {'item': spark['id'], 'quantity': 4}])
    tap.equal((put.status, put.json['version'], put.json['totals'][0]['amount']['minor']), (200, 1, 2 * 364000 + 4 * 62000),
              '/cart/A-43/quantity, and what it costs')
    tap.ok(put.json['can_order'] and put.headers['ETag'] == '"1"', '/cart/A-45/it can be ordered')
    for quantity in (0, -1, 1.5, 10 ** 9, 3):
        item = spark['id'] if quantity == 3 else pads['id']
        bad = shop.put([{'item': item, 'quantity': quantity}], direct=True)
        tap.equal((bad.status, bad.json['errors'][0]['pointer'], bad.json['errors'][0]['code']), (422, '/lines/0/quantity', 'range'),
                  f'/cart/A-43/bad-input/quantity {quantity}')
    tap.equal(shop.put([{'item': '999999', 'quantity': 1}]).json['errors'][0]['code'], 'option', '/cart/bad-input/no such item')
    twice = shop.put([{'item': pads['id'], 'quantity': 1}] * 2)
    tap.equal(twice.json['errors'][0]['code'], 'taken', '/cart/bad-input/an item twice')
    tap.equal(shop.ask('PUT', '/cart', {'lines': []}, direct=True).problem, 'precondition-required', '/cart/needs If-Match')
    many = shop.put([{'item': pads['id'], 'quantity': 1}] * 201, direct=True)
    tap.equal(many.json['errors'][0]['pointer'], '/lines', '/cart/bad-input/too many lines')
    tap.equal(shop.cart()['version'], 1, '/cart/what is refused changes nothing')


def test_two_windows(tap, shop):
    before = shop.fill('GDB1789')
    one = shop.put([{'item': shop.find('GDB1789')['id'], 'quantity': 3}], before['version'])
    other = shop.put([{'item': shop.find('5960')['id'], 'quantity': 4}], before['version'])
    tap.equal((one.status, other.problem), (200, 'precondition-failed'), '/cart/bad-input/two windows edit one cart')
    again = shop.put([{'item': shop.find('GDB1789')['id'], 'quantity': 3}], before['version'])
    tap.equal((again.status, again.json['version']), (200, one.json['version']), '/cart/a lost answer is asked for again')


def test_changes(tap, shop, staff):
    shop.fill('DF4295', 'JTS7563', 'VM-418')
    staff.act('DF4295', 'price', price={'minor': 410000, 'currency': 'RUB'})
    staff.act('JTS7563', 'price', price={'minor': 200000, 'currency': 'RUB'})
    lines = shop.cart()['lines']
    tap.equal([line['state']['id'] if line.get('state') else None for line in lines], ['dearer', 'cheaper', None],
              '/cart/A-44/bad-input/the price changed while the cart waited')
    tap.equal((lines[0]['seen_price']['minor'], lines[0]['item']['price']['minor']), (398000, 410000), '/cart/what it was, what it is')
    tap.ok(shop.cart()['can_order'], '/cart/a changed price is to be seen, not to be feared')
    accepted = shop.put([{'item': line['item']['id'], 'quantity': 1, 'price': line['item']['price']} for line in lines])
    tap.ok(all(line.get('state') is None for line in accepted.json['lines']), '/cart/prices that were looked at')
    gone = staff.act('VM-418', 'withdraw').json
    cart = shop.cart()
    tap.equal((cart['lines'][2]['state']['id'], cart['can_order'], cart['reason']),
              ('gone', False, 'Одного из товаров больше нет: уберите его из корзины'), '/cart/bad-input/an item is gone')
    tap.equal(shop.order().problem, 'conflict', '/checkout/what is gone is not ordered')
    staff.ask('POST', f'/catalogue/{gone["id"]}/actions/restore', {'values': {}}, headers={'If-Match': f'"{gone["version"]}"'})
    staff.act('VM-418', 'stock', stock=2)
    shop.fill('VM-418', quantity=5)
    tap.equal(shop.cart()['lines'][0]['state']['id'], 'short', '/cart/bad-input/more than there is')
    shop.fill('GDB1789', 'LR-UA-210')
    cart = shop.cart()
    tap.equal((len(cart['totals']), cart['can_order']), (2, False), '/cart/two currencies are never added up')


def test_paste(tap, shop):
    text = ('Артикул\tКол-во\nGDB1789\t2\nКолодки\tP 85075\t3\t4120,00\t5\n5Q0698151;1\nнеттакого\t7\nW 712/95 x4\n5960\t3\n'
            'OC 593/4\t0\nOC 593/4\t1,5\nOC 593/4\t-2\n\nC 27 009\n')
    rows = shop.ask('POST', '/cart/paste', {'text': text}).json['rows']
    told = [(row['state'], row['quantity'], [item['article'] for item in row['items']]) for row in rows]
    tap.equal(told[0][0], 'heading', '/paste/3.9/a heading is no item')
    tap.equal(told[1], ('found', 2, ['GDB1789']), '/paste/3.9/article and quantity')
    tap.equal((told[2][0], told[2][1], told[2][2]), ('found', 5, ['P85075']), '/paste/3.9/other columns around')
    tap.equal((told[3][0], len(told[3][2])), ('several', 3), '/paste/A-41/several articles for one number')
    tap.equal(told[4][:2], ('unknown', 7) if told[4][1] == 7 else ('unknown', told[4][1]), '/paste/3.9/unknown')
    tap.equal(told[5], ('found', 4, ['W 712/95']), '/paste/3.9/one column: article x quantity')
    tap.equal(told[6][:2], ('found', 3), '/paste/3.9/not a multiple: the program says so')
    tap.equal([row[0] for row in told[7:10]], ['quantity'] * 3, '/paste/bad-input/zero, fractions and less than nothing')
    tap.equal(told[10], ('found', 1, ['C 27 009']), '/paste/3.9/no quantity is one')
    tap.equal(shop.ask('POST', '/cart/paste', {'text': ''}).json, {'rows': [], 'cut': False}, '/paste/bad-input/nothing')
    many = shop.ask('POST', '/cart/paste', {'text': 'x1\n' * 600}).json
    tap.equal((len(many['rows']), many['cut']), (500, True), '/paste/bad-input/more rows than are looked at')
    odd = shop.ask('POST', '/cart/paste', {'text': "' OR 1=1\t<b>\t🙂\n" + 'ы' * 5000}).json
    tap.equal(len(odd['rows']), 2, '/paste/bad-input/whatever it is')


def test_again(tap, shop):
    from urllib.parse import quote
    old = shop.ask('GET', f'/documents?q={quote("33184950")}').json['items'][0]
    rows = shop.ask('POST', '/cart/again', {'document': old['id']}).json['rows']
    tap.equal([(row['state'], row['items'][0]['article']) for row in rows],
              [('found', 'W 712/95'), ('found', 'C 27 009'), ('found', 'CUK 26 009')], '/again/3.9/an order from before the catalogue')
    tap.equal(shop.ask('POST', '/cart/again', {'document': '999999'}).problem, 'not-found', '/again/no such order')


def test_order(tap, shop, staff):
    shop.fill('GDB1789', '09.9145.11', quantity=2)
    form = shop.ask('GET', '/checkout').json
    tap.equal([field['name'] for field in form['fields']][:3], ['delivery', 'point', 'address'], '/checkout/A-45/the form is the server\'s')
    points = next(field for field in form['fields'] if field['name'] == 'point')['options']
    tap.ok('9:00–21:00' in points[0]['note'] and ' к ' in points[0]['note'], '/checkout/A-60 A-53/points with hours and time',
           points[0])
    tap.equal([d['price']['minor'] for d in form['deliveries']][0], 0, '/checkout/A-52/fetching is free')
    tap.ok('Менеджер позвонит' in form['promise'], '/checkout/A-47 A-48/the promise is told before', form['promise'])
    free = {d['id']: d['price']['minor'] for d in form['deliveries']}
    tap.equal(free['courier'], 0, '/checkout/A-52/a courier is free from a sum on')
    bad = shop.order(values={'delivery': 'pickup'})
    tap.ok({e['pointer'] for e in bad.json['errors']} >= {'/values/point', '/values/phone'}, '/checkout/what is missing is named', bad)
    wrong = shop.order(total={'minor': 1, 'currency': 'RUB'})
    tap.equal(wrong.problem, 'conflict', '/checkout/a sum that the person has not seen')
    key = str(uuid.uuid4())
    cart = shop.cart()
    first = shop.order(key=key)
    order = first.json
    tap.equal((first.status, order['type'], order['state']['id'], order['amount']['minor']),
              (201, 'order', 'placed', cart['totals'][0]['amount']['minor']), '/checkout/A-23 A-45/one order')
    tap.equal([line['note'] for line in order['lines']], ['TRW GDB1789', 'Brembo 09.9145.11'], '/checkout/A-23/its lines')
    labels = {p['label']: p['value'] for p in order['properties']}
    tap.ok(labels['Точка выдачи'] == 'Москва, Ленинградское ш., 63' and labels['Оплата'].startswith('Наличными')
           and 'Подтверждение' in labels, '/checkout/A-36/what was chosen', labels)
    tap.equal(shop.cart()['lines'], [], '/checkout/the cart is empty')
    return key, cart, order


def count_orders(shop):
    return shop.ask('GET', '/documents?type=order&limit=1').json['total']


def test_once(tap, shop, first):
    key, cart, order = first
    total = count_orders(shop)
    body = {'version': cart['version'], 'total': cart['totals'][0]['amount'],
            'values': {'delivery': 'pickup', 'point': 'moscow-len', 'recipient': 'Анна Кузнецова', 'phone': '+79130000045',
                       'payment': 'cash'}}
    again = shop.ask('POST', '/checkout', body, key=key)
    tap.equal((again.status, again.json['id']), (201, order['id']), '/checkout/B7/the same click again is the same order')
    other = shop.ask('POST', '/checkout', body)
    tap.equal(other.problem, 'conflict', '/checkout/two windows: the second one orders nothing')
    tap.equal(count_orders(shop), total, '/checkout/B7/one order')
    rows = shop.ask('POST', '/cart/again', {'document': order['id']}).json['rows']
    tap.equal([row['items'][0]['article'] for row in rows], ['GDB1789', '09.9145.11'], '/again/3.9/the very items')


def test_staff_of_order(tap, shop, staff, order):
    detail = staff.ask('GET', f'/documents/{order["id"]}').json
    tap.ok(detail['waits'] and detail.get('due_at'), '/checkout/A-47/staff/it waits with a clock')
    version = f'"{detail["version"]}"'
    done = staff.ask('POST', f'/documents/{order["id"]}/actions/confirm', {'values': {}}, headers={'If-Match': version})
    tap.equal((done.status, done.json['state']['id']), (200, 'confirmed'), '/checkout/A-23 T-39/staff/confirmed')
    tap.equal(shop.ask('GET', f'/documents/{order["id"]}').json['state']['id'], 'confirmed', '/checkout/A-21/the customer sees it')


def test_promotions(tap, shop, staff):
    listed = {p['title']: p for p in shop.ask('GET', '/promotions').json['items']}
    winter = listed['Тормоза к зиме']
    tap.equal([a['id'] for a in winter['actions']], ['join'], '/promotions/A-25/to take part')
    tap.equal(shop.find('GDB3332')['price']['minor'], 297000, '/promotions/A-25/not yet')
    joined = shop.ask('POST', f'/promotions/{winter["id"]}/actions/join', {'values': {}}).json
    tap.equal(next(p for p in joined['items'] if p['id'] == winter['id'])['state']['title'], 'Вы участвуете', '/promotions/A-25/joined')
    pads = shop.find('GDB3332')
    tap.equal((pads['price']['minor'], pads['discount']), (261360, '−12 % · Тормоза к зиме'), '/promotions/A-25/the price is lower')
    shop.fill('GDB3332')
    tap.equal(shop.ask('POST', f'/promotions/{winter["id"]}/actions/end', {'values': {}}).problem, 'not-found',
              '/promotions/A-25/a customer ends nothing')
    create = staff.ask('GET', '/promotions').json['create']
    tap.ok(create['allowed'] and len(create['fields']) == 7, '/promotions/A-25/staff/a form')
    values = {'title': 'Масла', 'text': 'Все масла дешевле', 'percent': 15, 'group': 'oils', 'until': '2099-01-01', 'joining': 'no'}
    made = staff.ask('POST', '/promotions', {'values': values})
    tap.ok(made.status == 201 and shop.find('15669E')['price']['minor'] == 589000 - 88350, '/promotions/A-25/staff/run one', made)
    bad = staff.ask('POST', '/promotions', {'values': {**values, 'percent': 200}})
    tap.equal(bad.json['errors'][0]['code'], 'range', '/promotions/A-25/staff/bad-input/percent')
    tap.equal(shop.ask('POST', '/promotions', {'values': values}).problem, 'forbidden', '/promotions/A-25/customers run none')
    ended = staff.ask('POST', f'/promotions/{winter["id"]}/actions/end', {'values': {}})
    tap.equal(ended.status, 200, '/promotions/A-25/staff/end it')
    tap.equal(shop.cart()['lines'][0]['state']['id'], 'dearer', '/cart/bad-input/the promotion is over while the cart waits')
    late = shop.ask('POST', f'/promotions/{winter["id"]}/actions/join', {'values': {}})
    tap.equal((late.problem, late.json['detail']), ('conflict', 'Акция уже закончилась'), '/promotions/bad-input/too late to join')
    tap.equal(shop.ask('POST', '/promotions/999/actions/join', {'values': {}}).problem, 'not-found', '/promotions/none such')


def test_discount(tap, shop, staff):
    person = next(c for c in staff.ask('GET', '/carts').json['items'] if c['name'] == 'Анна Кузнецова')
    tap.ok(person['lines'] == 1, '/cart/A-44/staff/a cart that waits')
    from urllib.parse import quote
    found = staff.ask('GET', f'/carts?q={quote("шевчук")}').json['items']
    tap.equal([(c['name'], c['percent']) for c in found], [('Остап Шевчук', 5)], '/cart/A-44/staff/any customer by name')
    cart = staff.ask('GET', f'/carts/{person["id"]}').json
    tap.equal((cart['cart']['lines'][0]['item']['article'], cart['discount']['id']), ('GDB3332', 'discount'), '/cart/A-44/staff/what is in it')
    done = staff.ask('POST', f'/carts/{person["id"]}/discount', {'values': {'percent': 7, 'reason': 'Договор'}})
    tap.equal((done.status, done.json['percent'], done.json['reason']), (200, 7, 'Договор'), '/discount/A-26/staff/set with a reason')
    tap.equal(shop.find('GDB1789')['price']['minor'], 364000 - 25480, '/discount/A-26/the customer pays less')
    tap.equal(shop.find('W 712/95')['discount'], '−10 % · Неделя фильтров', '/discount/A-26/not added up: the larger one counts')
    tap.equal(shop.ask('GET', '/promotions').json['discount'], {'percent': 7, 'reason': 'Договор'}, '/discount/A-26/and is told of it')
    bad = staff.ask('POST', f'/carts/{person["id"]}/discount', {'values': {'percent': 90, 'reason': 'x'}})
    tap.equal(bad.json['errors'][0]['code'], 'range', '/discount/A-26/staff/bad-input/too much')
    tap.equal(shop.ask('GET', '/carts').problem, 'forbidden', '/cart/staff/customers see no others')
    tap.equal(staff.ask('GET', '/carts/nobody').problem, 'not-found', '/cart/staff/nobody')
    tap.equal(staff.ask('POST', '/carts/nobody/discount', {'values': {'percent': 5, 'reason': 'x'}}).problem, 'not-found',
              '/discount/staff/nobody')


def test_plumbing(tap, backend):
    shop = Shop(backend, organisation='santrek')
    staff = Shop(backend, 'staff@example.org', 'staff2026', 'santrek')
    shop.fill('70-0260', '31-0814', quantity=10)
    values = {'delivery': 'store', 'address': 'Новосибирск, Станционная, 28', 'recipient': 'Анна', 'phone': '+79130000045', 'payment': 'invoice'}
    order = shop.order(values=values)
    tap.equal((order.status, order.json['number'][:3]), (201, 'СТ-'), '/checkout/T-39/an order of the other shop')
    tap.equal(staff.ask('GET', f'/documents/{order.json["id"]}').json['state']['title'], 'Оформлен', '/checkout/T-39/staff/it is there')
    shop.fill('70-0260', quantity=10)
    cart = shop.cart()
    paid = shop.order(values=values, total={'minor': cart['totals'][0]['amount']['minor'] + 180000, 'currency': 'RUB'})
    tap.equal([line['title'] for line in paid.json.get('lines', [{'title': paid}])][-1], 'До вашего склада', '/checkout/delivery that costs is a line')
    tap.equal(Shop(backend, organisation='east-motors').ask('GET', '/checkout').problem, 'not-found', '/checkout/not every organisation is a shop')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', tap=tap) as backend:
        shop = Shop(backend)
        staff = Shop(backend, 'staff@example.org', 'staff2026')
        test_cart(tap, shop)
        test_two_windows(tap, shop)
        test_changes(tap, shop, staff)
        test_paste(tap, shop)
        test_again(tap, shop)
        first = test_order(tap, shop, staff)
        test_once(tap, shop, first)
        test_staff_of_order(tap, shop, staff, first[2])
        test_promotions(tap, shop, staff)
        test_discount(tap, shop, staff)
        test_plumbing(tap, backend)
    return tap.done()


sys.exit(main())
