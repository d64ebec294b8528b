# SPDX-License-Identifier: GPL-3.0-or-later
"""Plumbing for business: phone, code, e-mail, code, name; the program is ended in the middle and goes on there.

T-01 T-05 T-07 T-10 T-14 T-17 T-20 T-24 T-30 T-36 T-38."""
import sys

from steps import PASSWORD, Journey, Tap

PHONE = '9137654321'
EMAIL = 'kanarejka.t@example.org'


def register(journey):
    journey.register('Сантрек', 'Или зарегистрироваться')
    journey.fill('Телефон', PHONE)
    journey.press('Далее')
    journey.check('Подтвердите номер телефона', 'T-07: the code is asked for')
    journey.enter_code('+7' + PHONE)
    journey.check('Введите email', 'T-14: the number is confirmed')


def resume(journey):
    """T-38: what was passed is kept; the program goes on at the very step."""
    journey.restart()
    journey.register('Сантрек', 'Или зарегистрироваться')
    journey.check('Введите email', 'T-38: the flow goes on at the very step')


def finish(journey):
    journey.fill('Email', EMAIL)
    journey.press('Далее')
    journey.check('Подтвердите Email', 'T-20: the second code is asked for')
    journey.enter_code(EMAIL)
    journey.check('Завершение регистрации', 'T-24: the e-mail is confirmed')
    journey.fill('Имя', 'Канарейка')
    journey.fill('Фамилия', 'Чижова')
    journey.fill('Пароль', PASSWORD)
    journey.press('Готово')
    journey.check('Успешно', 'T-30: registered')
    journey.press('В личный кабинет')
    journey.check('Nothing needs you now', 'T-36: the cabinet opens')


def look(journey):
    journey.choose_organisation('Сантрек')
    journey.sign_in('Телефон', '+79130000045', 'demo2026')
    journey.click('Заказы')
    journey.open_document('Заказ')
    journey.check('History', 'T-36: an order opens')


def main():
    tap = Tap()
    with Journey(tap, 'santrek') as journey:
        register(journey)
        resume(journey)
        finish(journey)
        journey.sign_out()
        journey.check_nothing_left()
        journey.choose_organisation('Сантрек')
        journey.sign_in('Телефон', PHONE, PASSWORD)
        journey.check('Nothing needs you now', 'T-01: sign-in by phone and password')
        journey.sign_out()
        journey.check_nothing_left()
        look(journey)
        journey.sign_out()
        journey.check_nothing_left()
        journey.quit()
    return tap.done()


sys.exit(main())
