#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a shop sells: search by number, by words, for a vehicle; items whole; what staff change; watched prices."""
import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import Backend, Tap  # noqa: E402

ORG = 'autodoc'
VIN = 'TMBJG7NE0H0123456'


class Shop:
    """The catalogue as one person sees it."""

    def __init__(self, backend, token, organisation=ORG):
        self.backend, self.token, self.organisation = backend, token, organisation

    def ask(self, method, path, body=None, direct=False, headers=None):
        return self.backend.ask(method, f'/{self.organisation}{path}', body, token=self.token, direct=direct, headers=headers)

    def window(self, direct=False, **query):
        words = urllib.parse.urlencode(query)
        return self.ask('GET', '/catalogue' + ('?' + words if words else ''), direct=direct)

    def articles(self, **query):
        return [item['article'] for item in self.window(**query).json['items']]

    def item(self, article):
        found = [item for item in self.window(q=article).json['items'] if item['article'] == article]
        return self.ask('GET', f'/catalogue/{found[0]["id"]}').json

    def act(self, item, action, **values):
        return self.ask('POST', f'/catalogue/{item["id"]}/actions/{action}', {'values': values},
                        headers={'If-Match': f'"{item["version"]}"'})


def test_numbers(tap, shop):
    for typed in ('GDB1789', 'gdb 1789', 'GDB-1789', 'gdb.1789'):
        tap.equal(shop.articles(q=typed)[:1], ['GDB1789'], f'/catalogue/A-40/by number, {typed}')
    # The first letter of the next one is Cyrillic.
    tap.equal(shop.articles(q='С 27 009')[:1], ['C 27 009'], '/catalogue/A-40/look-alike letters are one')
    tap.equal(shop.articles(q='W 712/95'), ['W 712/95'], '/catalogue/A-40/a number with signs in it')
    several = shop.articles(q='5Q0 698 151')
    tap.equal(sorted(several), ['0 986 494 705', 'GDB1789', 'P85075'], '/catalogue/A-41/several articles for one number')
    tap.equal(shop.articles(q='gdb')[:2], ['GDB3332', 'GDB1789'], '/catalogue/A-40/numbers that begin so')


def test_words(tap, shop):
    filters = shop.window(q='фильтр масл').json
    tap.ok(filters['total'] == 4 and all('масляный' in item['title'] for item in filters['items']),
           '/catalogue/A-40/every word, each may go on', filters['total'])
    tap.ok(all(item['maker'] == 'MANN' for item in shop.window(q='mann').json['items']), '/catalogue/A-40/by maker')
    tap.equal(shop.articles(q='щетки octavia'), ['3 397 007 555'], '/catalogue/A-40/е for ё, and the vehicle it fits')
    for strange in ("' OR 1=1 --", '"фильтр"', 'фильтр AND NOT', '100%_', '<a href="x">&</a>', '*', 'фильтр NEAR(масл'):
        tap.equal(shop.window(q=strange).status, 200, f'/catalogue/bad-input/{strange}')
    for nothing in ('🙂', '"', '%', 'нетничеготакого'):
        tap.equal(shop.window(q=nothing).json['total'], 0, f'/catalogue/bad-input/nothing for {nothing}')
    long = shop.window(direct=True, q='ы' * 10000)
    tap.ok(long.status == 200 and long.json['total'] == 0, '/catalogue/bad-input/ten thousand characters', long)
    tap.equal(shop.window(q='   ').json['total'], shop.window().json['total'], '/catalogue/bad-input/only spaces is no query')


def test_vehicles(tap, shop):
    by_vin = shop.window(q=VIN).json
    tap.equal(by_vin['vehicle_title'], 'Škoda Octavia III (A7), 2013–2020', '/catalogue/A-24/the VIN tells the vehicle')
    octavia = shop.window(vehicle='octavia-a7').json
    tap.ok(by_vin['total'] == octavia['total'] > 15, '/catalogue/A-24/a VIN finds what the vehicle finds', by_vin['total'])
    # Lower case and Cyrillic look-alikes, as they come out of a messenger.
    tap.equal(shop.window(q='тмвjg7ne0h0123456').json['vehicle_title'], by_vin['vehicle_title'],
              '/catalogue/A-24/bad-input/a VIN with Cyrillic letters')
    tap.equal(shop.window(q='WVWZZZ1JZ3W386752').json['total'], 0, '/catalogue/A-24/an unknown VIN finds nothing')
    both = shop.window(q='колодки', vehicle='duster').json
    tap.equal([item['article'] for item in both['items']], ['GDB3332'], '/catalogue/A-24/words for one vehicle')
    vehicles = shop.ask('GET', '/catalogue/vehicles').json['items']
    tap.equal([vehicle['id'] for vehicle in vehicles if vehicle['own']], ['duster', 'octavia-a7'],
              '/catalogue/A-24/the own vehicles come first')
    tap.ok(vehicles[0]['own'] and not vehicles[-1]['own'], '/catalogue/A-24/others after them')


def test_windows(tap, shop):
    whole = shop.window(limit=200).json
    tap.equal(len(whole['items']), whole['total'], '/catalogue/A-02/the whole shelf')
    ids = [item['id'] for item in whole['items']]
    part = shop.window(offset=10, limit=5, as_of=whole['as_of']).json
    tap.equal([item['id'] for item in part['items']], ids[10:15], '/catalogue/A-01 E6/a window under the mark')
    tap.equal(shop.window(offset=100000).json['items'], [], '/catalogue/A-01/beyond the end')
    prices = [item['price']['minor'] for item in shop.window(sort='price', limit=200, maker='Bosch').json['items']]
    tap.ok(prices == sorted(prices) and len(prices) > 4, '/catalogue/E5/sorted by price', prices)
    titles = [item['title'] for item in shop.window(sort='-title', limit=200).json['items']]
    tap.equal(titles, sorted(titles, reverse=True), '/catalogue/E5/sorted by title, back')
    tap.ok(all(item['group'] == 'filters' for item in shop.window(group='filters').json['items']), '/catalogue/by group')
    tap.ok(all(item['availability']['id'] == 'stock' for item in shop.window(stock='true').json['items']), '/catalogue/in stock')
    fresh = shop.window(fresh='true', sort='-added').json
    tap.ok(0 < fresh['total'] < 8 and all(item['fresh'] for item in fresh['items']), '/catalogue/A-03/new arrivals', fresh['total'])
    counts = {group['id']: group['count'] for group in whole['groups']}
    tap.equal(sum(counts.values()), whole['total'], '/catalogue/groups with their counts')
    for query, problem in (({'offset': -1}, 'bad-request'), ({'sort': 'colour'}, 'bad-request'), ({'stock': 'maybe'}, 'bad-request'),
                           ({'as_of': 'x'}, 'bad-request'), ({'colour': 'red'}, 'unknown-parameter'),
                           ({'sort': '-watchers'}, 'bad-request')):
        tap.equal(shop.window(direct=True, **query).problem, problem, f'/catalogue/K6/{query}')


def test_item(tap, shop):
    item = shop.item('GDB1789')
    tap.equal((item['title'], item['maker'], item['price']), ('Колодки тормозные передние, комплект', 'TRW',
                                                              {'minor': 364000, 'currency': 'RUB'}), '/item/A-42/title, maker, cost')
    tap.ok({'label': 'Ширина', 'value': '155 мм'} in item['properties'], '/item/A-42/parameters')
    tap.equal((item['availability']['title'], item['delivery'], item['stock']), ('В наличии', 'сегодня', 8), '/item/availability')
    tap.equal(item['numbers'], ['1K0698151', '5Q0698151'], '/item/numbers')
    tap.ok(item['vehicles'] == ['Škoda Octavia III (A7), 2013–2020'], '/item/what it fits')
    tap.equal([other['article'] for other in item['analogues']], ['0 986 494 705', 'P85075'], '/item/A-41/what others make')
    tap.ok(len(item['prices']) > 8 and item['prices'][-1]['price'] == item['price'], '/item/A-20/history of prices')
    tap.equal(item['actions'], [], '/item/a customer changes nothing')
    tap.equal(shop.ask('GET', '/catalogue/999999').problem, 'not-found', '/item/unknown')
    tap.equal(shop.ask('GET', '/catalogue/x').problem, 'not-found', '/item/no number')
    first = shop.ask('GET', f'/catalogue/{item["id"]}')
    again = shop.ask('GET', f'/catalogue/{item["id"]}', headers={'If-None-Match': first.headers['ETag']})
    tap.equal(again.status, 304, '/item/the same item is not sent again')
    spark = shop.item('5960')
    tap.equal(spark['step'], 4, '/item/sold in fours')
    reduced = shop.item('W 712/95')
    tap.equal((reduced['price']['minor'], reduced['old_price']['minor'], reduced['discount']), (80100, 89000, '−10 % · Неделя фильтров'),
              '/item/A-25/a promotion that everybody has')


def test_staff(tap, shop, staff):
    tap.equal(shop.act(shop.item('CT1168K1'), 'price', price={'minor': 1, 'currency': 'RUB'}).problem, 'forbidden',
              '/catalogue/A-20/staff/a customer changes no price')
    item = staff.item('CT1168K1')
    tap.equal([action['id'] for action in item['actions']], ['price', 'stock', 'data', 'withdraw'], '/catalogue/A-42/staff/actions')
    changed = staff.act(item, 'price', price={'minor': 799000, 'currency': 'RUB'})
    tap.equal((changed.status, changed.json['price']['minor'], changed.json['version']), (200, 799000, item['version'] + 1),
              '/catalogue/A-20/staff/a new price')
    tap.equal(changed.json['prices'][-1]['price']['minor'], 799000, '/catalogue/A-20/the history knows it')
    tap.equal(staff.act(item, 'price', price={'minor': 1, 'currency': 'RUB'}).problem, 'precondition-failed',
              '/catalogue/A-20/staff/two who change one price')
    bad = staff.act(changed.json, 'price', price={'minor': 1, 'currency': 'USD'})
    tap.equal((bad.status, bad.json['errors'][0]['code']), (422, 'range'), '/catalogue/A-20/staff/another currency')
    data = staff.act(changed.json, 'data', title='Комплект ремня ГРМ с помпой', maker='Contitech')
    tap.equal(data.status, 200, '/catalogue/A-42/staff/correct an item')
    tap.equal(shop.articles(q='помпой'), ['CT1168K1'], '/catalogue/A-42/it is found by its new words')
    stock = staff.act(data.json, 'stock', stock=5, lead=2)
    tap.equal((stock.json['availability']['id'], stock.json['stock']), ('stock', 5), '/catalogue/staff/stock')
    gone = staff.act(stock.json, 'withdraw')
    tap.equal((gone.json['availability']['id'], shop.articles(q='CT1168K1')), ('gone', []), '/catalogue/staff/withdrawn')
    tap.equal(shop.ask('GET', f'/catalogue/{gone.json["id"]}').json['availability']['title'], 'Не продаётся', '/catalogue/still to be seen')
    back = staff.act(gone.json, 'restore')
    tap.equal((back.status, shop.articles(q='CT1168K1')), (200, ['CT1168K1']), '/catalogue/staff/back on the shelf')
    tap.equal(staff.act(back.json, 'sublime').problem, 'not-found', '/catalogue/staff/unknown action')
    most = staff.window(sort='-watchers').json['items']
    tap.ok(most[0]['watchers'] >= most[1]['watchers'] >= 1 and 'watchers' not in shop.window().json['items'][0],
           '/catalogue/A-20/staff/the most watched first')


def test_watches(tap, backend, shop, staff):
    before = len(shop.ask('GET', '/watches').json['items'])
    item = shop.item('DF4110')
    watch = shop.ask('POST', '/watches', {'item': item['id'], 'threshold': {'minor': 300000, 'currency': 'RUB'}})
    tap.equal((watch.status, watch.json['reached'], watch.json['first_price']['minor']), (201, False, 331000), '/watch/A-20/begun')
    again = shop.ask('POST', '/watches', {'item': item['id'], 'threshold': {'minor': 310000, 'currency': 'RUB'}})
    tap.equal((again.json['id'], again.json['threshold']['minor']), (watch.json['id'], 310000), '/watch/A-20/one watch an item')
    for threshold in ({'minor': 0, 'currency': 'RUB'}, {'minor': -5, 'currency': 'RUB'}, {'minor': 5, 'currency': 'USD'}):
        tap.equal(shop.ask('POST', '/watches', {'item': item['id'], 'threshold': threshold}).problem, 'validation',
                  f'/watch/A-20/bad-input/{threshold}')
    tap.equal(shop.ask('POST', '/watches', {'item': '999999'}).problem, 'not-found', '/watch/A-20/unknown item')
    letters = lambda: [m for m in backend.ask('GET', f'/demo/outbox?organisation={ORG}&since=0').json['items']
                       if 'DF4110' in m['text']]
    staff.act(staff.item('DF4110'), 'price', price={'minor': 320000, 'currency': 'RUB'})
    tap.equal(letters(), [], '/watch/A-20/above the threshold nobody is told')
    staff.act(staff.item('DF4110'), 'price', price={'minor': 305000, 'currency': 'RUB'})
    tap.equal([m['to'] for m in letters()], ['demo@example.org'], '/watch/A-20/below it one letter goes out')
    listed = next(w for w in shop.ask('GET', '/watches').json['items'] if w['id'] == watch.json['id'])
    tap.equal((listed['reached'], listed['item']['price']['minor'], listed['prices'][-1]['price']['minor']), (True, 305000, 305000),
              '/watch/A-20/reached, with the new price and its history')
    tap.equal(shop.item('DF4110')['watch']['id'], watch.json['id'], '/watch/A-20/the item knows of it')
    stranger = Shop(backend, backend.sign_in(ORG, 'ostap'))
    tap.equal(stranger.ask('DELETE', f'/watches/{watch.json["id"]}').problem, 'not-found', '/watch/nobody ends another one\'s')
    tap.equal(shop.ask('DELETE', f'/watches/{watch.json["id"]}').status, 204, '/watch/A-20/ended')
    tap.equal(len(shop.ask('GET', '/watches').json['items']), before, '/watch/A-20/and gone')


def test_million_like(tap):
    with Backend('--seed-catalogue', '20000', tap=tap) as backend:
        shop = Shop(backend, backend.sign_in(ORG))
        total = shop.window().json['total']
        tap.equal(total, 20000, '/catalogue/A-01/as many as are asked for')
        end = shop.window(offset=19990).json['items']
        tap.equal(len(end), 10, '/catalogue/A-01/to the end')
        article = end[-1]['article']
        tap.equal(shop.articles(q=article), [article], '/catalogue/A-01/one among many')
        tap.ok(1000 < shop.window(q='фильтр').json['total'] < 5000, '/catalogue/A-01/a common word')
        tap.ok(0 < shop.window(q='фильтр bosch').json['total'] < 200, '/catalogue/A-01/two words')


def main():
    tap = Tap()
    with Backend('--seed', 'demo', '--demo-outbox', tap=tap) as backend:
        shop = Shop(backend, backend.sign_in(ORG))
        staff = Shop(backend, backend.sign_in(ORG, 'staff@example.org', 'staff2026'))
        test_numbers(tap, shop)
        test_words(tap, shop)
        test_vehicles(tap, shop)
        test_windows(tap, shop)
        test_item(tap, shop)
        test_staff(tap, shop, staff)
        test_watches(tap, backend, shop, staff)
        plumbing = Shop(backend, backend.sign_in('santrek'), 'santrek')
        tap.equal(plumbing.articles(q='31-0814'), ['31-0814'], '/catalogue/T-39/the other shop')
        tap.equal(plumbing.window(q='тормоз').json['total'], 0, '/catalogue/one shop does not sell what another has')
    test_million_like(tap)
    return tap.done()


sys.exit(main())
