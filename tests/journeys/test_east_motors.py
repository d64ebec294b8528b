# SPDX-License-Identifier: GPL-3.0-or-later
"""Car service: a known customer registers, confirms by the code of the letter, and finds the old documents.

E-17 E-18 E-20 E-21 E-22 E-23 E-26 E-27 E-29 E-30 E-31 E-32 E-36 E-38 E-51."""
import sys

from steps import PASSWORD, Journey, Tap

EMAIL = 'known@example.org'
PHONE = '291234567'


def register(journey):
    journey.register('East-Motors', 'Регистрация')
    journey.fill('E-Mail', EMAIL)
    journey.fill('Пароль', PASSWORD)
    journey.fill('Подтверждение пароля', PASSWORD)
    journey.fill('Имя', 'Канарейка')
    journey.fill('Фамилия', 'Голубева')
    journey.fill('Телефон', PHONE)
    journey.solve_captcha()
    journey.press('Зарегистрироваться')
    journey.check('Подтвердите регистрацию', 'E-29: the letter is on its way')
    journey.enter_code(EMAIL)
    journey.check('Регистрация подтверждена', 'E-30: the letter is confirmed')
    journey.press('В личный кабинет')


def look(journey):
    journey.check('Documents', 'E-38: the first page lists documents')
    journey.click('Заявки и наряды')
    journey.open_document('Заказ-наряд')
    journey.check('History', 'E-38: a document opens')


def main():
    tap = Tap()
    with Journey(tap, 'east-motors') as journey:
        register(journey)
        look(journey)
        journey.sign_out()
        journey.check_nothing_left()
        journey.choose_organisation('East-Motors')
        journey.sign_in('E-Mail', EMAIL, PASSWORD)
        journey.check('Documents', 'E-32: sign-in by e-mail and password')
        journey.sign_out()
        journey.check_nothing_left()
        journey.quit()
    return tap.done()


sys.exit(main())
