# SPDX-License-Identifier: GPL-3.0-or-later
"""More of a shop: watched prices live, promotions, an earlier order again, rows of a spreadsheet, and the staff's pages.

A-20 A-25 A-26 A-42 A-44."""
import subprocess
import sys

from steps import Journey, Tap, eventually
from test_shop import shoot, sign_in


def watch(journey):
    journey.click('Цены под наблюдением')
    journey.check('Waiting for', 'A-20: the watched price with its threshold')
    shoot(journey, 'watches')
    backend = journey.backend
    token = backend.sign_in('autodoc', 'staff@example.org', 'staff2026')
    item = backend.ask('GET', '/autodoc/catalogue?q=09.9145.11', token=token).json['items'][0]
    backend.ask('POST', f'/autodoc/catalogue/{item["id"]}/actions/price', {'values': {'price': {'minor': 399900, 'currency': 'RUB'}}},
                token=token, headers={'If-Match': f'"{item["version"]}"'})
    journey.check('Reached', 'A-20: a price changes before one\'s eyes')


def promotions(journey):
    journey.click('Каталог')
    journey.press('Promotions and Discounts')
    journey.check('Тормоза к зиме', 'A-25: promotions')
    shoot(journey, 'promotions')
    journey.press('Участвовать')
    dialog = journey.window.find('dialog')
    eventually(lambda: dialog.look('button', 'Участвовать', lambda button: button.sensitive), 'the button').press()
    journey.check('Вы участвуете', 'A-25: the customer takes part')
    journey.press('Back')


def paste(journey):
    journey.click('Корзина')
    journey.check('The Cart Is Empty', 'A-44: an empty cart says so')
    subprocess.run(['xclip', '-selection', 'clipboard', '-i'], input='Артикул\tКол-во\nOC 593/4\t2\n5Q0698151\t1\nнет такого\t7\n5960\t3\n',
                   text=True, check=True)
    journey.press('Paste from a Spreadsheet (Ctrl+V)')
    journey.check('Several makers: choose one', '3.9: what was understood is shown first')
    journey.check('There is no such article', '3.9: and what was not')
    journey.check('it is sold in multiples of 4', '3.9: a quantity is rounded up, and that is said')
    shoot(journey, 'paste')
    journey.press('Add 2 Items')
    journey.check('Mahle OC 593/4', 'A-43: what was understood is in the cart')
    shoot(journey, 'cart-filled')


def again(journey):
    journey.press('Order Again')
    journey.click('Фильтры для ТО')
    journey.check('MANN C 27 009', '3.9: what an earlier order would be today')
    journey.press('Add 3 Items')
    journey.check('MANN C 27 009', '3.9: and it is in the cart')


def staff(journey):
    journey.sign_out()
    sign_in(journey, login='staff@example.org', password='staff2026')
    journey.click('Корзина')
    journey.check('Анна Кузнецова', 'A-44: staff: the cart that waits')
    shoot(journey, 'staff-carts')
    journey.click('Анна Кузнецова')
    journey.check('Назначить скидку', 'A-26: staff: the discount')
    shoot(journey, 'staff-cart')
    journey.click('Каталог')
    journey.click('Колодки')
    journey.check('Изменить цену', 'A-20 A-42: staff: what may be done with an item')
    shoot(journey, 'staff-item')
    journey.press('Back')
    journey.press('Promotions and Discounts')
    journey.check('Закончить', 'A-25: staff: promotions')
    shoot(journey, 'staff-promotions')


def main():
    tap = Tap()
    with Journey(tap, 'shelf') as journey:
        sign_in(journey)
        watch(journey)
        promotions(journey)
        paste(journey)
        again(journey)
        staff(journey)
        journey.quit()
    return tap.done()


sys.exit(main())
