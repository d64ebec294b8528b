# SPDX-License-Identifier: GPL-3.0-or-later
"""Two orders from the search to their end: plumbing delivered to a business; parts of which one is cancelled, the
others tracked and returned.

The customer sits at the window. The staff's steps go through their own session: their window would show the same
document with the same buttons, and the customer is to see each step come by itself.
T-36 T-39 A-02 A-23 A-40 A-43 A-45 A-49 A-50 A-51 A-57 A-58 A-62."""
import os
import subprocess
import sys

from steps import Journey, Tap, eventually
from test_shop import put_into_cart, shoot

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'backend'))
from filing import staff_of  # noqa: E402


def newest(staff, kind):
    return staff.read(staff.ask('GET', f'/documents?type={kind}&sort=-date&limit=1').json['items'][0]['id'])


def count(staff, kind):
    return staff.ask('GET', f'/documents?type={kind}&limit=1').json['total']


def click_twice(journey, name):
    """As people do who are used to icons."""
    def ready():
        return journey.window.look('button', name, lambda button: button.sensitive)
    x, y, width, height = eventually(ready, f'the button {name!r}').extents()
    left, top, _width, _height = journey.window.extents()
    subprocess.run(['xdotool', 'mousemove', '--window', journey.program.xid, str(x - left + width // 2),
                    str(y - top + height // 2), 'click', '--repeat', '2', '--delay', '40', '1'], check=True)


def check_out(journey, choices, submit):
    journey.click('Корзина')
    journey.press('Place Order…')
    for label, title in choices:
        journey.choose(label, title)
    click_twice(journey, submit)
    journey.check('Is Placed', 'A-45 T-39: the order is placed')
    journey.press('Open the Order')
    journey.check('Close Details', 'A-51: it opens among the documents')


def plumbing(tap):
    with Journey(tap, 'ordering-t') as journey:
        staff = staff_of(journey.backend, 'santrek')
        before = count(staff, 'order')
        journey.choose_organisation('Сантрек')
        journey.sign_in('Телефон', '+79130000045', 'demo2026')
        put_into_cart(journey, '31-0814')
        check_out(journey, (('Доставка', 'Самовывоз'), ('Склад', 'Новосибирск'), ('Оплата', 'По счёту')), 'Отправить заказ')
        tap.equal(count(staff, 'order'), before + 1, 'ordering: T-39: a double click is one order')
        order = newest(staff, 'order')
        journey.check(order['number'], 'T-36: the order with its number')
        order = staff.act(order, 'confirm').json
        journey.check('Заказ подтверждён', 'T-36: staff: the order is confirmed')
        order = staff.act(order, 'assemble').json
        journey.check('Заказ собран на складе', 'T-36: staff: the goods are taken from the shelves')
        order = staff.act(order, 'ship', {'tracking': 'ST00048151', 'carrier': 'own'}).json
        journey.check('Накладная ST00048151', 'T-36: staff: it is on its way')
        staff.act(order, 'deliver')
        journey.check('Заказ доставлен', 'T-36: staff: and delivered')
        shoot(journey, 'ordering-delivered')
        journey.sign_out()
        journey.quit()


def scroll_to(journey, thing):
    """Turns the wheel until THING is far enough up to be clicked."""
    left, top, _width, height = journey.window.extents()
    for _turn in range(60):
        x, y, width, _height = thing.extents()
        if y - top < height // 2:
            break
        subprocess.run(['xdotool', 'mousemove', '--window', journey.program.xid, str(x - left + width // 2), str(height // 2),
                        'click', '5'], check=True)


def cancel_line(journey, staff):
    journey.press('Отказаться от позиций')
    dialog = journey.window.find('dialog')
    journey.click('Фильтр масляный', 'check box')
    shoot(journey, 'ordering-cancel')
    eventually(lambda: dialog.look('button', lambda name: name.startswith('Отказаться'), lambda button: button.sensitive),
               'the button').press()
    journey.window.gone('dialog')
    journey.check('Отказ клиента от позиций', 'A-50: one line is cancelled')
    lines = newest(staff, 'order')['lines']
    states = [line['state']['title'] for line in lines if 'Фильтр' in line['title']]
    journey.tap.equal(states, ['Отменена'], 'ordering: A-50: that line, for the staff too')


def track(journey, staff):
    order = staff.act(newest(staff, 'order'), 'confirm').json
    journey.check('Заказ подтверждён менеджером', 'A-23: staff: the order is confirmed')
    left = [{'id': line['id']} for line in order['lines'] if 'Колодки' in line['title']]
    order = staff.act(order, 'take', lines=left).json
    order = staff.act(order, 'ship', {'tracking': 'RA644000001RU', 'carrier': 'post'}).json
    journey.check('RA644000001RU', 'A-57: staff: it has a number to follow')
    order = staff.act(order, 'track', {'stage': 'on_way', 'words': 'Покинуло сортировочный центр'}).json
    journey.check('Покинуло сортировочный центр', 'A-49: staff: the carrier\'s words')
    order = staff.act(order, 'arrive').json
    staff.act(order, 'hand_over')
    journey.check('Заказ выдан', 'A-58: staff: and it is handed over')


def say_so(journey, text):
    """In how many places of the window TEXT stands."""
    return sum(1 for thing in journey.window.below() if thing.showing and thing.name == text)


def give_back(journey, staff):
    scroll_to(journey, journey.window.find('list item', 'Вернуть товар'))
    journey.click('Вернуть товар')
    journey.check('Отметьте, что возвращаете', 'A-62: the form of a return')
    journey.click('Колодки', 'check box')
    journey.choose('Причина', 'Передумал')
    journey.choose('Состояние', 'Упаковка не вскрыта')
    journey.choose('Куда вернуть деньги', 'На баланс')
    shoot(journey, 'ordering-return')
    journey.press('Оформить возврат')
    journey.check('Возврат подан', 'A-62: the return is among the documents')
    back = staff.act(newest(staff, 'return'), 'accept').json
    journey.check('Возврат принят', 'A-62: staff: it is accepted')
    earlier = say_so(journey, 'Деньги возвращены')
    staff.act(back, 'refund')
    journey.tap.ok(eventually(lambda: say_so(journey, 'Деньги возвращены') > earlier, 'the refund'),
                   'ordering: A-62: staff: and the money given back')
    shoot(journey, 'ordering-returned')


def parts(tap):
    with Journey(tap, 'ordering-a') as journey:
        staff = staff_of(journey.backend, 'autodoc')
        before = count(staff, 'order')
        journey.choose_organisation('Autodoc')
        journey.sign_in('Логин или телефон', 'demo@example.org', 'demo2026')
        put_into_cart(journey, 'OC 593/4')
        put_into_cart(journey, 'gdb1789', 'Фильтр масляный')
        check_out(journey, (('Доставка', 'Самовывоз'), ('Точка выдачи', 'Москва, Ленинградское'), ('Оплата', 'Наличными')),
                  'Оформить заказ')
        tap.equal(count(staff, 'order'), before + 1, 'ordering: A-45: a double click is one order')
        cancel_line(journey, staff)
        track(journey, staff)
        give_back(journey, staff)
        journey.quit()


def main():
    tap = Tap()
    plumbing(tap)
    parts(tap)
    return tap.done()


sys.exit(main())
