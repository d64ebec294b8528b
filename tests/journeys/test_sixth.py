# SPDX-License-Identifier: GPL-3.0-or-later
"""An organisation that nobody here has seen, written only as JSON: other steps in another order, other fields."""
import os
import sys

from steps import HERE, PASSWORD, Journey, Tap

NAME = 'Мастерская «Шесть»'
EMAIL = 'kanarejka.6@example.org'


def register(journey):
    journey.register(NAME, 'Регистрация')
    journey.see('Ваш автомобиль')
    journey.fill('Номер договора', '123456789')
    journey.fill('VIN', 'TMBJJ7NE8L0123456')
    journey.press('Дальше')
    journey.check('Как вас найти', 'a contract and a car come first')
    journey.fill('Почта', EMAIL)
    journey.press('Дальше')
    journey.check('Код из письма', 'the e-mail is to be confirmed')
    journey.enter_code(EMAIL)
    journey.check('Последнее', 'a code of five figures is taken')
    journey.fill('Как к вам обращаться', 'Канарейка Шестая')
    journey.fill('Пароль для входа', PASSWORD)
    journey.press('Готово')
    journey.check('Знакомы', 'the name and the password come last')
    journey.press('В кабинет')
    journey.check('Nothing needs you now', 'the cabinet opens')


def main():
    tap = Tap()
    with Journey(tap, 'sixth', organisations=os.path.join(HERE, 'organisations'),
                 options=('--demo-outbox', '--demo-clock')) as journey:
        register(journey)
        journey.sign_out()
        journey.check_nothing_left()
        journey.choose_organisation(NAME)
        journey.sign_in('Почта', EMAIL, PASSWORD)
        journey.check('Nothing needs you now', 'the person signs in again')
        journey.sign_out()
        journey.check_nothing_left()
        journey.quit()
    return tap.done()


sys.exit(main())
