# SPDX-License-Identifier: GPL-3.0-or-later
"""A question to the manager, answered; then an order goes from the supplier into the customer's hands.

The customer sits at the window, the staff answer through their own session. A-22 A-49 A-55 A-57 A-58."""
import os
import subprocess
import sys

from steps import ENTRIES, Journey, Tap, eventually

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'backend'))
from filing import staff_of  # noqa: E402


def shoot(journey, name):
    """For whoever wants to see it: pictures in the folder that KABINET_PICTURES names."""
    folder = os.environ.get('KABINET_PICTURES')
    if folder is not None:
        subprocess.run(['import', '-window', journey.program.xid, os.path.join(folder, f'filing-{name}.png')], check=True)


def find(staff, kind):
    """The newest document of a kind, as the staff see it."""
    items = staff.ask('GET', f'/documents?type={kind}&sort=-date&limit=1').json['items']
    return staff.read(items[0]['id'])


def look_for(journey, number, kind):
    journey.press('Close Details (Esc)')
    journey.window.find(None, None, lambda thing: thing.role in ENTRIES).type(number)
    journey.see('1 of ')
    journey.open_document(kind)


def ask(journey, staff):
    journey.window.find('toggle button', lambda name: 'Ctrl+Shift+N' in name).press()
    journey.window.find('menu item')
    journey.program.key('Down', 'Down', 'Return')
    journey.check('Ваш персональный менеджер ответит здесь.', 'A-22: the form says what it is')
    journey.choose('Тема', 'Мой заказ')
    journey.fill('Сообщение', 'Когда привезут канарейку?')
    shoot(journey, 'form')
    journey.press('Отправить')
    journey.check('Ждёт ответа', 'A-22: the question stands among the documents')
    journey.check('Когда привезут канарейку?', 'A-22: it is the first word of its thread')
    question = find(staff, 'question')
    staff.ask('POST', f'/documents/{question["id"]}/messages', {'text': 'Завтра к обеду'})
    journey.check('Завтра к обеду', 'A-22: the answer comes by itself')
    shoot(journey, 'thread')
    journey.press('Вопрос решён')
    dialog = journey.window.find('dialog')
    eventually(lambda: dialog.look('button', 'Вопрос решён', lambda button: button.sensitive), 'the button').press()
    journey.window.gone('dialog')
    journey.check('Закрыт', 'A-22: and it is closed')


def deliver(staff):
    """The staff's part: an order goes to the supplier, on its way, to the point and into the customer's hands."""
    order = staff.find('33184950')
    for action, values in (('confirm', {}), ('take', {}), ('ship', {'tracking': 'RA644000001RU', 'carrier': 'post'}),
                           ('track', {'stage': 'on_way', 'words': 'Покинуло сортировочный центр'}), ('arrive', {}), ('hand_over', {})):
        lines = [{'id': line['id']} for line in order['lines']] if action == 'take' else None
        order = staff.act(order, action, values, lines=lines).json
    return order


def follow(journey, staff):
    order = deliver(staff)
    look_for(journey, order['number'], 'Заказ')
    journey.check('RA644000001RU', 'A-57: the number of the parcel is in the cabinet')
    journey.check('Почта России', 'A-55: with its carrier')
    journey.check('The check digit of this number does not fit', 'A-57: a number that does not add up is told, and kept')
    journey.check('Покинуло сортировочный центр', 'A-49: the carrier’s own words')
    journey.check('Вручён', 'A-58: where it is now')
    shoot(journey, 'parcel')


def main():
    tap = Tap()
    with Journey(tap, 'filing') as journey:
        staff = staff_of(journey.backend, 'autodoc')
        journey.choose_organisation('Autodoc')
        journey.sign_in('Логин или телефон', 'demo@example.org', 'demo2026')
        journey.click('Заказы')
        journey.see('33184950')
        ask(journey, staff)
        follow(journey, staff)
        journey.quit()
    return tap.done()


sys.exit(main())
