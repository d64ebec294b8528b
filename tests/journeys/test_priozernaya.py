# SPDX-License-Identifier: GPL-3.0-or-later
"""Housing: an application waits three days for a person at the desk, who refuses it, then approves it.

H-04 H-06 H-07 H-08 H-09 H-12 H-14 H-15 H-17 H-20 H-21 H-23 H-24 H-26 H-27 H-29 H-31."""
import sys

from steps import PASSWORD, Journey, Tap

NAME = 'Кузнецова Анна Сергеевна'
EMAIL = 'kanarejka.h@example.org'
PHONE = '9123456789'
ORGANISATION = 'УК «Приозёрная»'


def fill_person(journey, name):
    journey.fill('ФИО', name)
    journey.fill('Номер лицевого счёта', '234567890')
    journey.fill('Номер мобильного телефона', PHONE)
    journey.fill('Адрес электронной почты', EMAIL)
    journey.press('Далее')


def fill_password(journey):
    journey.see('Пароль и согласия')
    journey.fill('Пароль', PASSWORD)
    journey.fill('Пароль (повторно)', PASSWORD)
    journey.solve_captcha()
    journey.tick('Настоящее положение принимаю')
    journey.tick('Согласие на обработку персональных данных')
    journey.press('Отправить заявку')


def apply(journey):
    journey.register(ORGANISATION, 'Регистрация')
    fill_person(journey, 'Кузнецова Анна')
    fill_password(journey)
    journey.check('Заявку рассматривают', 'H-20: the application waits')


def resume(journey):
    """H-29: three days are long; the program may be ended and finds the application again."""
    journey.restart()
    journey.register(ORGANISATION, 'Регистрация')


def decide(journey, action, *answer):
    """Somebody at the desk, in the same program, in the documents of all customers."""
    journey.choose_organisation(ORGANISATION)
    journey.sign_in('Телефон, лицевой счёт или почта', 'staff@example.org', 'staff2026')
    journey.click('Заявки')
    journey.open_document('Заявка на регистрацию')
    journey.do(action, *answer)
    journey.sign_out()


def main():
    tap = Tap()
    with Journey(tap, 'priozernaya') as journey:
        apply(journey)
        journey.restart()
        decide(journey, 'Отклонить', 'Причина', 'Лицевой счёт открыт на другое лицо')
        journey.register(ORGANISATION, 'Регистрация')
        journey.check('Заявку отклонили', 'H-26: refused, with the reason')
        journey.press('Исправить заявку')
        journey.see('Кто заявитель')
        fill_person(journey, NAME)
        fill_password(journey)
        journey.check('Заявку рассматривают', 'H-27: the corrected application waits')
        journey.pass_time(86400)
        journey.restart()
        decide(journey, 'Одобрить')
        resume(journey)
        journey.check('Код подтверждения', 'H-29: approved while the program was closed')
        journey.enter_code('+7' + PHONE)
        journey.check('Регистрация завершена', 'H-24: registered')
        journey.press('В личный кабинет')
        journey.check('No. 234567890', 'H-31: the cabinet of the account opens')
        journey.click('Начисления')
        journey.check('Содержание жилья', 'H-36: charges for services')
        journey.sign_out()
        journey.check_nothing_left()
        journey.choose_organisation(ORGANISATION)
        journey.sign_in('Телефон, лицевой счёт или почта', '234567890', PASSWORD)
        journey.check('No. 234567890', 'H-33: sign-in by account number')
        journey.sign_out()
        journey.check_nothing_left()
        journey.quit()
    return tap.done()


sys.exit(main())
