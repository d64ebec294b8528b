# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop: search, look at an item, put it into the cart, order; the staff confirm it; order again; watch a price.

A-02 A-20 A-23 A-24 A-25 A-40 A-41 A-42 A-43 A-44 A-45 A-47 A-51 A-52 T-39."""
import os
import sys

from steps import Journey, Tap


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


def main():
    tap = Tap()
    with Journey(tap, 'shop') as journey:
        sign_in(journey)
        search(journey)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
