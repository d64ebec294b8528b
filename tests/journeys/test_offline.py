# SPDX-License-Identifier: GPL-3.0-or-later
"""The server is out of reach: what was seen before opens by itself with its age, what was not says so; then it comes back.

S-15 S-16 E-38 A-80 A-81."""
import sys

from steps import Journey, Tap


def see_once(journey):
    journey.choose_organisation('Спецавтохозяйство')
    journey.sign_in('E-mail', 'demo@example.org', 'demo2026')
    journey.check('123543566', 'S-16: the accounts are there')
    journey.click('Квитанции')
    journey.see('Квитанция за октябрь 2026')


def start_offline(journey):
    journey.go_offline()
    journey.restart()
    journey.check('Спецавтохозяйство', 'the organisation is known by its name')
    journey.check('123543566', 'S-15: the account of last time stands in the overview')
    journey.check('shown is what was known on', 'its age is told')
    journey.click('Квитанции')
    journey.check('Квитанция за октябрь 2026', 'receipts of last time are listed')
    journey.click('Лицевые счета')
    journey.check('123543566', 'what another page has brought serves here too')


def open_unseen(journey):
    journey.click('Квитанции')
    journey.click('Квитанция за сентябрь')
    journey.check('Try Again', 'A-80: what was never seen says that it is not there')


def main():
    tap = Tap()
    with Journey(tap, 'offline') as journey:
        see_once(journey)
        start_offline(journey)
        open_unseen(journey)
        journey.go_online()
        journey.press('Try Again')
        journey.check('Text', 'A-81: the same page goes on once the server is back')
        journey.quit()
    return tap.done()


sys.exit(main())
