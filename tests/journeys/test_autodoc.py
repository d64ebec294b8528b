# SPDX-License-Identifier: GPL-3.0-or-later
"""Car parts: register with consents, activate by the letter, then look at the orders of somebody who has some.

A-06 A-07 A-09 A-10 A-11 A-13 A-14 A-16."""
import sys

from steps import PASSWORD, Journey, Tap

EMAIL = 'kanarejka.a@example.org'
LOGIN = 'kanarejka'


def register(journey):
    journey.register('Autodoc', 'Регистрация')
    journey.fill('Имя', 'Канарейка')
    journey.fill('Фамилия', 'Синицына')
    journey.fill('Телефон', '9161234567')
    journey.fill('Электронная почта', EMAIL)
    journey.fill('Логин', LOGIN)
    journey.fill('Пароль', PASSWORD)
    journey.tick('Условия договора-оферты принимаю')
    journey.tick('Согласие на обработку персональных данных')
    journey.press('Зарегистрироваться')
    journey.check('Активация аккаунта', 'A-13: the letter is on its way')
    journey.enter_code(EMAIL)
    journey.check('Аккаунт активирован', 'A-14: the account is active')
    journey.press('В личный кабинет')
    journey.check('Nothing needs you now', 'A-14: the cabinet opens')


def look(journey):
    journey.choose_organisation('Autodoc')
    journey.sign_in('Логин или телефон', 'demo@example.org', 'demo2026')
    journey.click('Заказы')
    journey.open_document('Заказ')
    journey.check('History', 'A-27: an order opens')


def main():
    tap = Tap()
    with Journey(tap, 'autodoc') as journey:
        register(journey)
        journey.sign_out()
        journey.check_nothing_left()
        journey.choose_organisation('Autodoc')
        journey.sign_in('Логин или телефон', LOGIN, PASSWORD)
        journey.check('Nothing needs you now', 'A-16: sign-in by login and password')
        journey.sign_out()
        journey.check_nothing_left()
        look(journey)
        journey.sign_out()
        journey.check_nothing_left()
        journey.quit()
    return tap.done()


sys.exit(main())
