# SPDX-License-Identifier: GPL-3.0-or-later
"""Waste collection: register by e-mail code, link a personal account, read, keep and pay the receipts, leave nothing behind.

S-01 S-02 S-04 S-05 S-08 S-09 S-10 S-12 S-13 S-14 S-15 S-17 S-18 S-19 S-20 S-21 S-23 S-31 S-33 S-40 S-47 S-48 S-49
S-50 S-51 A-27 A-33 A-34 A-38."""
import os
import re
import subprocess
import sys

from steps import ENTRIES, PASSWORD, Journey, Tap, eventually

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


def ask_for_files(journey):
    """Opens the dialog of a period from the list of receipts."""
    journey.window.find('toggle button', lambda name: name == 'More Actions').press()
    journey.window.find('menu item').act('click')
    return journey.window.find('dialog', 'Save Receipts')


def choose_file(journey, path):
    """The toolkit's own window for files, in which a person types where to."""
    chooser = journey.program.root.find('dialog', 'Save the Receipts')
    chooser.find(None, None, lambda thing: thing.role in ENTRIES).type(path)
    chooser.find('button', 'Save').press()


def keep(journey):
    """S-51: the receipts of a period, as one document."""
    journey.press('Back')
    journey.window.gone(name='Text')
    dialog = ask_for_files(journey)
    save = dialog.find('button', lambda name: re.fullmatch(r'Save \d+ Receipts?…', name) is not None)
    count = int(re.search(r'\d+', save.name).group())
    save.press()
    path = os.path.join(journey.home.name, 'квитанции.pdf')
    choose_file(journey, path)
    journey.check(f'{count} receipt', 'S-51: the receipts of a period are saved')
    pages = subprocess.run(['pdfinfo', path], capture_output=True, text=True, check=False).stdout
    found = re.search(r'^Pages: +(\d+)', pages, re.M)
    journey.tap.ok(found is not None and int(found.group(1)) >= count > 1, 'spetsavto: S-51: they are one document', pages)
    journey.tap.equal(os.stat(path).st_mode & 0o777, 0o600, 'spetsavto: S-51: that nobody else may read')


def pay(journey):
    """The newest receipt, by the code on the screen."""
    journey.click('Платежи')
    journey.check('No Payments Yet', 'A-27: nothing was paid here yet')
    journey.press('Pay…')
    journey.check('При безналичной оплате комиссии нет.', 'A-34: no commission, and it is said')
    journey.click('По QR-коду в приложении банка')
    eventually(lambda: journey.window.look('button', lambda name: name.startswith('Pay ') and '₽' in name), 'the button that pays').press()
    journey.check('Step by Step', 'A-33: the code and the steps')
    journey.press('Деньги отправлены')
    dialog = journey.window.find('dialog')
    eventually(lambda: dialog.look('button', 'Деньги отправлены', lambda button: button.sensitive), 'the button').press()
    journey.check('24–48 часов', 'A-38: on its way, and by when')


def main():
    tap = Tap()
    with Journey(tap, 'spetsavto') as journey:
        register(journey)
        link(journey)
        know(journey)
        read(journey)
        keep(journey)
        pay(journey)
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
