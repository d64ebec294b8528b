# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop: search, look at an item, put it into the cart, order; the staff confirm it; order again; watch a price.

A-02 A-20 A-23 A-24 A-40 A-41 A-42 A-43 A-44 A-45 A-47 A-51 A-52 T-39."""
import os
import sys

from steps import Journey, Tap  # noqa: I001
from cutting_proxy import AFTER, BEFORE, DURING


def shoot(journey, name):
    """A picture for whoever asks for pictures."""
    folder = os.environ.get('KABINET_PICTURES')
    if folder:
        import subprocess
        subprocess.run(['sleep', '0.6'], check=True)
        journey.program.picture(os.path.join(folder, name + '.png'))


def sign_in(journey, organisation='Autodoc', label='Логин или телефон', login='demo@example.org', password='demo2026'):
    journey.choose_organisation(organisation)
    journey.sign_in(label, login, password)


def search(journey):
    journey.click('Каталог')
    journey.check('Колодки тормозные передние', 'A-02: the catalogue opens')
    shoot(journey, 'catalogue')
    entry = journey.window.find(that=lambda thing: thing.role in ('text', 'entry', 'search box') and thing.sensitive)
    entry.type('5q0 698 151')
    journey.check('3 items', 'A-40 A-41: three makers bear the number')
    shoot(journey, 'several')
    entry.type('TMBJG7NE0H0123456')
    journey.check('Фильтр салона', 'A-24: what fits the car with that number')
    entry.type('gdb1789')
    journey.check('1 item', 'A-40: the article')


def orders(journey):
    """How many orders the customer has on the server."""
    token = journey.backend.sign_in('autodoc')
    return journey.backend.ask('GET', '/autodoc/documents?type=order&limit=1', token=token).json['total']


def put_into_cart(journey, article, instead=None):
    """Finds an article, where something else may have been found before."""
    journey.click('Каталог')
    entry = journey.window.find(that=lambda thing: thing.role in ('text', 'entry', 'search box') and thing.sensitive)
    entry.type(article)
    if instead is not None:
        journey.window.gone(None, lambda name: instead in name)
    journey.see('1 item')
    journey.press('Add to Cart')
    journey.see('In the cart')


def look_at_item(journey):
    journey.click('Колодки')
    journey.check('Parameters', 'A-42: the item opens with its parameters')
    journey.check('155 мм', 'A-42: and what they are')
    journey.check('Watch the Price', 'A-20: its price can be watched')
    shoot(journey, 'item')
    journey.press('Add to Cart')
    journey.check('In the cart', 'A-43: so many are put into the cart')
    journey.press('Back')


def fill_checkout(journey):
    journey.press('Place Order…')
    journey.check('Менеджер позвонит', 'A-47: the promise of a call comes first')
    for label, title in (('Доставка', 'Самовывоз'), ('Точка выдачи', 'Москва, Ленинградское'), ('Оплата', 'Наличными')):
        journey.choose(label, title)
    journey.check('9:00–21:00', 'A-52 A-53: the point with its hours')
    shoot(journey, 'checkout')


def order_through_faults(journey):
    """One order under each fault: cut before, during and after the answer, a second click, a crash."""
    before = orders(journey)
    journey.click('Корзина')
    journey.check('Place Order', 'A-44 A-45: the cart can be ordered')
    shoot(journey, 'cart')
    fill_checkout(journey)
    for where in (BEFORE, DURING, AFTER):
        journey.proxy.cut('POST', r'/checkout$', where, times=9)
        journey.press('Оформить заказ' if where is BEFORE else 'Ask Again')
        journey.check('It is not known whether the order was placed', f'A-45: cut {where}: neither made nor not')
        journey.proxy.mend()
    journey.proxy.cut('POST', r'/checkout$', AFTER, times=9)
    journey.press('Ask Again')
    journey.see('It is not known whether the order was placed')
    journey.program.stop()
    journey.proxy.mend()
    journey.start()
    journey.click('Autodoc')
    journey.click('Корзина')
    journey.check('was placed', 'A-45: after a crash the program learns what became of the order')
    journey.tap.equal(orders(journey), before + 1, 'shop: A-45 B7: one order under every fault')


def order_plainly(journey):
    before = orders(journey)
    put_into_cart(journey, 'OC 593/4')
    journey.click('Корзина')
    fill_checkout(journey)
    journey.press('Оформить заказ')
    journey.check('Is Placed', 'A-23 A-45: the order is placed')
    shoot(journey, 'placed')
    journey.tap.equal(orders(journey), before + 1, 'shop: A-23: one order')
    journey.press('Open the Order')
    journey.check('Close Details', 'A-51: the order is among the documents')


def staff_confirms(journey):
    """The staff member's step: the newest order is confirmed, and the customer sees it."""
    backend = journey.backend
    token = backend.sign_in('autodoc', 'staff@example.org', 'staff2026')
    newest = backend.ask('GET', '/autodoc/documents?type=order&limit=1', token=token).json['items'][0]
    done = backend.ask('POST', f'/autodoc/documents/{newest["id"]}/actions/confirm', {'values': {}}, token=token,
                       headers={'If-Match': f'"{newest["version"]}"'})
    journey.tap.equal(done.status, 200, 'shop: A-23: the staff confirm it')


def main():
    tap = Tap()
    with Journey(tap, 'shop') as journey:
        sign_in(journey)
        search(journey)
        look_at_item(journey)
        order_through_faults(journey)
        order_plainly(journey)
        staff_confirms(journey)
        journey.quit()
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
