# SPDX-License-Identifier: GPL-3.0-or-later
"""A request becomes a work order: its estimate is decided line by line, the work is done, the order closed.

The customer sits at the window, the staff work through their own session. E-03 E-07 E-09 E-10 E-11 E-12 E-31."""
import os
import subprocess
import sys

from steps import ENTRIES, Journey, Tap, eventually

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', 'backend'))
from test_actions import staff_of  # noqa: E402

REQUEST = '1000031842'


def shoot(journey, name):
    """For whoever wants to see it: pictures in the folder that KABINET_PICTURES names."""
    folder = os.environ.get('KABINET_PICTURES')
    if folder is not None:
        subprocess.run(['import', '-window', journey.program.xid, os.path.join(folder, f'work-{name}.png')], check=True)


def look_for(journey, number, kind):
    journey.window.find(None, None, lambda thing: thing.role in ENTRIES).type(number)
    journey.see('1 of ')
    journey.open_document(kind)


def line(group, title, quantity, price):
    return {'group': group, 'title': title, 'quantity': quantity, 'price': {'minor': price, 'currency': 'BYN'}}


def follow_request(journey, staff):
    look_for(journey, REQUEST, 'Заявка')
    journey.check('Стук в подвеске', 'E-09: the request')
    request = staff.find(REQUEST)
    request = staff.act(request, 'confirm', {'day': '2026-12-01', 'time': '09:30'}).json
    journey.check('Запись подтверждена', 'E-09: what the staff do is seen at once')
    return staff.act(staff.read(request['id']), 'make_order').json


def draw_up(staff):
    """The staff's part: works and materials, sent, found to be more, and sent again."""
    items = staff.backend.ask('GET', '/east-motors/documents?type=work_order&sort=-date&limit=1', token=staff.token).json['items']
    order = staff.read(items[0]['id'])
    lines = [line('Работы', 'Диагностика подвески', '1', 4500), line('Материалы', 'Сайлентблок', '2', 3150)]
    order = staff.act(order, 'revise', lines=lines).json
    order = staff.act(order, 'send_estimate').json
    known = [{name: one[name] for name in ('id', 'group', 'title', 'quantity', 'price')} for one in order['lines']]
    order = staff.act(order, 'revise', lines=[known[0], line('Работы', 'Мойка двигателя', '1', 2500), known[1]]).json
    return staff.act(order, 'send_estimate').json


def decide(journey, order):
    journey.press('Close Details (Esc)')
    look_for(journey, order['number'], 'Заказ-наряд')
    journey.check('Диагностика подвески', 'E-11: the works with their preliminary cost')
    journey.check('Сайлентблок', 'E-12: the materials with theirs')
    journey.check('Versions of the Estimate', 'E-11: the estimate was changed, and says so')
    journey.click('Мойка двигателя', 'check box')
    journey.check('Согласовать 2 of 3', 'E-11: the button counts what is agreed')
    shoot(journey, 'estimate')
    journey.press('Согласовать 2 of 3')
    dialog = journey.window.find('dialog')
    eventually(lambda: dialog.look('button', 'Согласовать', lambda button: button.sensitive), 'the button').press()
    journey.window.gone('dialog')
    journey.check('Не согласовано: Мойка двигателя', 'E-11: the record names what was declined')
    journey.check('Approved on', 'E-11: and each line says who agreed to it, when and through what')
    shoot(journey, 'decided')


def finish(journey, staff, order):
    order = staff.read(order['id'])
    order = staff.act(order, 'mark_done', lines=[{'id': order['lines'][0]['id']}]).json
    journey.check('Выполнено', 'E-10: the order goes on before the customer’s eyes')
    order = staff.act(order, 'finish').json
    journey.check('Работы выполнены, автомобиль можно забрать', 'E-10: it is ready')
    order = staff.act(order, 'close').json
    journey.check('Наряд закрыт', 'E-10: and closed')


def look_at_vehicles(journey):
    journey.press('Close Details (Esc)')
    journey.click('Автомобили')
    journey.check('Škoda Octavia · 7742 KX-7', 'E-03: the vehicles')
    shoot(journey, 'vehicles')
    journey.click('Škoda Octavia')
    journey.check('Next Maintenance', 'E-07: when maintenance comes')
    journey.check('Earlier', 'E-07: and how far it has been driven')
    shoot(journey, 'vehicle')


def main():
    tap = Tap()
    with Journey(tap, 'work') as journey:
        staff = staff_of(journey.backend, 'east-motors')
        journey.choose_organisation('East-Motors')
        journey.sign_in('E-Mail', 'demo@example.org', 'demo2026')
        journey.click('Заявки и наряды')
        journey.see(REQUEST)
        follow_request(journey, staff)
        order = draw_up(staff)
        decide(journey, order)
        finish(journey, staff, order)
        look_at_vehicles(journey)
        journey.quit()
    return tap.done()


sys.exit(main())
