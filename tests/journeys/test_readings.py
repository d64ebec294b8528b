#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Meters: readings typed in one round and sent, questioned by the staff, typed again and taken.

H-37 H-38."""
import os
import sys

from steps import BUILD, HERE, Journey, Tap, eventually

sys.path.insert(0, os.path.join(HERE, '..', 'backend'))
from reading import AlwaysOpen  # noqa: E402

ORGANISATION = 'УК «Приозёрная»'
PICTURES = os.path.join(os.environ.get('KABINET_PICTURES', os.path.join(BUILD, 'tests', 'journeys')))


def picture(journey, name):
    os.makedirs(PICTURES, exist_ok=True)
    journey.program.picture(os.path.join(PICTURES, f'readings-{name}.png'))


def sign_in(journey, login='demo@example.org', password='demo2026'):
    journey.choose_organisation(ORGANISATION)
    journey.sign_in('Телефон, лицевой счёт или почта', login, password)


def fill_in(journey, meter, value):
    """Types what a meter shows into its row, with the keyboard."""
    journey.click(meter + ', new reading', 'text')
    eventually(lambda: journey.window.look('text', lambda name: name.startswith(meter), lambda entry: entry.focused), meter)
    journey.program.key('ctrl+a')
    journey.program.write(value)


def send(journey):
    sign_in(journey)
    journey.see('123456789')
    journey.click('Readings')
    journey.check('Filled 0 of', 'H-38: how many meters wait for a reading')
    fill_in(journey, 'Холодная вода, кухня', '488,523')
    journey.check('+6.204', 'H-38: what was used, while one types')
    fill_in(journey, 'Холодная вода, ванная', '2600')
    journey.check('It Is Right', 'H-38: a doubtful reading is asked about')
    fill_in(journey, 'Холодная вода, ванная', '216,4')
    journey.check('Filled 2 of', 'H-38: two of them are filled in')
    picture(journey, 'filled')
    journey.program.key('ctrl+Return')
    journey.check('Отправлено', 'H-38: the readings are sent')
    picture(journey, 'sent')


def sign_out(journey):
    """The person's picture stands beside a cabinet, not beside what concerns all of them."""
    journey.click(ORGANISATION)
    journey.sign_out()


def decide(journey, action, *answers):
    """Somebody at the desk, in the documents of all customers."""
    sign_in(journey, 'staff@example.org', 'staff2026')
    journey.click('Заявки')
    journey.window.find(None, 'Waits for You · 1', lambda thing: thing.role in ('button', 'toggle button')).press()
    journey.see('1 of ')
    journey.open_document('Показания приборов')
    journey.check('488,523', 'H-37: the staff see what was sent')
    journey.press(action)
    dialog = journey.window.find('dialog')
    for label, title in answers:
        journey.choose(label, title)
    picture(journey, 'staff')
    eventually(lambda: dialog.look('button', action, lambda button: button.sensitive), f'{action!r}').press()
    journey.window.gone('dialog')


def main():
    tap = Tap()
    with AlwaysOpen() as organisations, Journey(tap, 'readings', organisations=organisations) as journey:
        send(journey)
        sign_out(journey)
        decide(journey, 'Поставить под вопрос', ('Прибор', 'Холодная вода, ванная'), ('Что не так', 'опечатку'))
        journey.check('Под вопросом', 'H-37: a reading is questioned')
        journey.sign_out()
        sign_in(journey)
        journey.see('123456789')
        journey.click('Readings')
        journey.check('Похоже на опечатку', 'H-37: whoever sent it reads why')
        lists = [thing for thing in journey.window.below() if thing.role == 'list' and thing.name.startswith(ORGANISATION)]
        tap.equal(len(lists), 1, 'readings: what was there before sign-out is gone')
        picture(journey, 'questioned')
        fill_in(journey, 'Холодная вода, ванная', '216,1')
        journey.program.key('ctrl+Return')
        journey.window.gone(name='Похоже на опечатку.')
        tap.ok(True, 'readings: H-38: another reading takes its place')
        sign_out(journey)
        decide(journey, 'Принять показания')
        journey.sign_out()
        sign_in(journey)
        journey.see('123456789')
        journey.click('Readings')
        journey.check('Принято', 'H-37: what was taken says so')
        picture(journey, 'taken')
        sign_out(journey)
        journey.quit()
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
