#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody pays by the code on the screen, with the answer lost once, and is told when the money will be there."""
import os
import subprocess
import sys

from steps import BUILD, Journey, Tap, eventually
from cutting_proxy import AFTER

PICTURES = os.path.join(os.environ.get('KABINET_PICTURES', os.path.join(BUILD, 'tests', 'journeys')))


def picture(journey, name):
    os.makedirs(PICTURES, exist_ok=True)
    journey.program.picture(os.path.join(PICTURES, f'paying-{name}.png'))


def main():
    tap = Tap()
    with Journey(tap, 'paying') as journey:
        journey.choose_organisation('Спецавтохозяйство')
        journey.sign_in('E-mail', 'demo@example.org', 'demo2026')
        journey.see('123543566')
        journey.click('Платежи')
        journey.check('No Payments Yet', 'A-27/nothing was paid yet')
        journey.press('Pay…')
        journey.check('How to Pay', 'A-33/ways to pay')
        journey.check('При безналичной оплате комиссии нет.', 'A-34/no commission, and it is said')
        picture(journey, 'ways')
        journey.click('По QR-коду в приложении банка')
        # B7: the server has made the payment and nobody hears of it; the program asks again with the same key.
        journey.proxy.cut('POST', r'/payments$', AFTER)
        journey.press(next(t.name for t in journey.window.below() if t.role == 'button' and t.name.startswith('Pay ')))
        journey.check('Step by Step', 'A-33/the code and the steps')
        made = journey.proxy.wait_seen('POST', r'/payments$', 2)
        tap.equal(len({e.headers['idempotency-key'] for e in made}), 1, 'paying: B7/asked twice with one key')
        picture(journey, 'code')
        token = journey.backend.sign_in('spetsavto')
        text = journey.backend.ask('GET', '/spetsavto/payments', token=token).json['items'][0]['qr']['text']
        path = os.path.join(PICTURES, 'paying-code.png')
        seen = subprocess.run(['zbarimg', '--quiet', '--raw', '--oneshot', '-Sbinary', path], capture_output=True, check=False)
        tap.equal(seen.stdout, text.encode(), 'paying: A-33/4.1 an independent decoder reads the screen, to the byte')
        journey.press('Деньги отправлены')
        dialog = journey.window.find('dialog')
        eventually(lambda: dialog.look('button', 'Деньги отправлены', lambda b: b.sensitive), 'the button').press()
        journey.check('24–48 часов', 'A-38/on its way, and by when')
        picture(journey, 'on-its-way')
        journey.quit()
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
