# SPDX-License-Identifier: GPL-3.0-or-later
"""Waste collection: register by e-mail code, link a personal account, read the receipt, leave nothing behind.

S-01 S-02 S-04 S-05 S-08 S-09 S-10 S-12 S-13 S-14 S-15 S-17 S-18 S-19 S-20 S-21 S-23 S-31 S-33 S-40 S-47 S-48 S-49
S-50."""
import sys

from steps import PASSWORD, Journey, Tap

EMAIL = 'kanarejka.s@example.org'


def register(journey):
    journey.choose_organisation('Спецавтохозяйство')
    journey.click('Регистрация', 'page tab')
    journey.press('Регистрация')
    journey.fill('E-mail', EMAIL)
    journey.fill('Пароль', PASSWORD)
    journey.press('Зарегистрироваться')
    journey.check('Код подтверждения', 'S-08: the code is asked for')
    journey.enter_code(EMAIL)
    journey.check('Личный кабинет создан', 'S-10: the cabinet is there')


def link(journey):
    journey.press('Добавить лицевой счёт')
    journey.check('Номер лицевого счёта', 'S-19: the way to an account')
    journey.fill('Номер лицевого счёта', '123543567', canary=False)
    journey.fill('Сумма из квитанции', '178,92', canary=False)
    journey.press('Привязать')
    journey.check('Поздравляем!', 'S-23: the account is linked')
    journey.press('В личный кабинет')
    journey.check('No. 123543567', 'S-16: the account is shown')


def know(journey):
    """Information, charges and payments of the account that was just linked."""
    journey.click('Информация')
    journey.check('Петрова Мария Андреевна', 'S-31: the holder of the account')
    journey.check('Not specified', 'S-33: what nobody has told yet')
    journey.press('Add: Эл. почта')
    journey.fill('Эл. почта', 'petrova@example.org', canary=False)
    journey.press('Save')
    journey.check('petrova@example.org', 'S-33: it is told now')
    journey.click('Начисления и платежи')
    journey.check('Обращение с ТКО', 'S-48: what is charged for')
    journey.check('History by Month', 'S-49: the months before')
    journey.check('Зачислен', 'S-50: what was paid')


def read(journey):
    journey.click('Квитанции')
    journey.click('Квитанция')
    journey.check('Text', 'S-47: the receipt opens')


def main():
    tap = Tap()
    with Journey(tap, 'spetsavto') as journey:
        register(journey)
        link(journey)
        know(journey)
        read(journey)
        journey.sign_out()
        journey.check_nothing_left()
        journey.choose_organisation('Спецавтохозяйство')
        journey.sign_in('E-mail', EMAIL, PASSWORD)
        journey.check('No. 123543567', 'S-12: sign-in by e-mail and password')
        journey.sign_out()
        journey.check_nothing_left()
        journey.quit()
    return tap.done()


sys.exit(main())
