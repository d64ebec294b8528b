# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of every screen: ./dev tour DIRECTORY. In English and Russian, light and dark, wide and narrow.

Screens are those of the real window against the real backend. Steps of the wizard that a person reaches only after
days or in the hands of the staff are drawn from the descriptors, as the wizard draws them.
"""
import glob
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
sys.path.insert(0, os.path.join(HERE, '..', 'backend'))
from reading import AlwaysOpen  # noqa: E402
from tap import BUILD, ORGANISATIONS, SOURCE  # noqa: E402

SESSION = os.path.join(HERE, '..', '..', 'build-aux', 'session')
LANGUAGES = {'en': ('C.UTF-8', 'Back', 'Password', 'Unlock the Keyring'),
             'ru': ('ru_RU.UTF-8', 'Назад', 'Пароль', 'Открыть связку ключей')}
STYLES = {'light': 'prefer-light', 'dark': 'prefer-dark'}
WIDTHS = {'wide': (1200, 760), '360': (360, 720)}


class Tour:
    """One language, one style, one width."""

    def __init__(self, journey, folder, suffix, back, password, unlock=None):
        self.journey = journey
        self.folder = folder
        self.suffix = suffix
        self.back = back
        self.password = password
        self.unlock = unlock
        self.narrow = suffix.endswith('360')
        self.count = 0

    def shoot(self, screen):
        """Saves what the window shows once it has come to rest: two pictures that are the same."""
        self.count += 1
        path = os.path.join(self.folder, f'{self.count:02}-{screen}-{self.suffix}.png')
        before = None
        for _ in range(20):
            subprocess.run(['import', '-window', self.journey.program.xid, 'png24:' + path], check=True)
            with open(path, 'rb') as stream:
                now = stream.read()
            if now == before:
                break
            before = now
            subprocess.run(['sleep', '0.4'], check=True)
        print(path, flush=True)

    def go_back(self):
        self.journey.press(self.back)

    def section(self, title):
        """Sections stand in the sidebar, which a narrow window shows by itself."""
        if self.narrow:
            self.go_back()
        self.journey.click(title)

    def registration(self, name, screen, button, tab=False):
        journey = self.journey
        journey.choose_organisation(name)
        journey.see(button)
        self.shoot(f'sign-in-{screen}')
        if tab:
            journey.click(button, 'page tab')
        journey.press(button)
        journey.window.find('progress bar')
        self.shoot(f'registration-{screen}')

    def leave(self):
        self.journey.restart()


def walk(tour):
    """The screens, in the order in which a newcomer meets them."""
    journey = tour.journey
    journey.see('Autodoc')
    tour.shoot('welcome')
    for name, screen, button, tab in (('East-Motors', 'service', 'Регистрация', False),
                                      ('Autodoc', 'parts', 'Регистрация', False),
                                      ('УК «Приозёрная»', 'housing', 'Регистрация', False),
                                      ('Спецавтохозяйство', 'waste', 'Регистрация', True)):
        tour.registration(name, screen, button, tab)
        tour.leave()
    tour.registration('Сантрек', 'plumbing', 'Или зарегистрироваться')
    journey.fill('Телефон', '9137654321')
    journey.press('Далее')
    journey.see('Подтвердите номер телефона')
    tour.shoot('code')
    tour.leave()
    journey.choose_organisation('Спецавтохозяйство')
    journey.sign_in('E-mail', 'demo@example.org', 'demo2026', password_label=tour.password)
    journey.see('123543566')
    tour.shoot('overview-accounts')
    for title, screen in (('Информация', 'information'), ('Начисления', 'balance'), ('Лицевые счета', 'accounts'), ('Выписка', 'statement'),
                          ('Квитанции', 'receipts')):
        tour.section(title)
        journey.see(title)
        tour.shoot(screen)
    journey.click('Квитанция')
    journey.window.find('image', lambda name: name.startswith('Квитанция'))
    tour.shoot('receipt')


def walk_documents(tour):
    """The table of documents, and one of them beside it or, where there is no room, in its place."""
    journey = tour.journey
    journey.choose_organisation('East-Motors')
    journey.sign_in('E-Mail', 'demo@example.org', 'demo2026', password_label=tour.password)
    journey.see('ИСТ0002714')
    tour.shoot('overview-documents')
    tour.section('Заявки и наряды')
    journey.see('1000031842')
    tour.shoot('documents')
    journey.window.find('toggle button', lambda name: 'Ctrl+Shift+N' in name).press()
    journey.window.find('menu item')
    journey.program.key('Return')
    journey.see('Подать заявку')
    tour.shoot('filing')
    tour.go_back()
    journey.see('1000031842')
    journey.program.key('Tab', 'Down', 'Down', 'Return')
    tour.shoot('document')
    journey.program.key('Escape')
    tour.section('Автомобили')
    journey.see('Škoda Octavia')
    tour.shoot('vehicles')
    journey.click('Škoda Octavia')
    journey.see('7742 KX-7')
    tour.shoot('vehicle')


def lock_keyring():
    """What the desktop does after a while, or when the person asks for it."""
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path',
                    '/org/freedesktop/secrets', '--method', 'org.freedesktop.Secret.Service.Lock',
                    "['/org/freedesktop/secrets/collection/login']"], check=True, stdout=subprocess.DEVNULL)


def walk_states(tour):
    """What a person sees when something does not work: the keyring is locked, the server does not answer."""
    journey = tour.journey
    journey.choose_organisation('Спецавтохозяйство')
    journey.sign_in('E-mail', 'demo@example.org', 'demo2026', password_label=tour.password)
    journey.see('123543566')
    journey.go_offline()
    tour.leave()
    journey.see('123543566')
    tour.shoot('unreachable')
    tour.section('Лицевые счета')
    tour.shoot('unreachable-accounts')
    lock_keyring()
    tour.leave()
    journey.window.find('button', tour.unlock)
    tour.shoot('keyring-locked')


def walk_shop(tour):
    """What a shop sells, one item of it, the cart, the form of an order, and prices under watch."""
    journey = tour.journey
    journey.choose_organisation('Autodoc')
    journey.sign_in('Логин или телефон', 'demo@example.org', 'demo2026', password_label=tour.password)
    journey.see('33184950')
    tour.section('Каталог')
    journey.see('TRW GDB1789')
    tour.shoot('catalogue')
    journey.click('Колодки')
    journey.see('155 мм')
    tour.shoot('item')
    tour.go_back()
    tour.section('Цены под наблюдением')
    journey.see('Brembo 09.9145.11')
    tour.shoot('watches')
    tour.section('Корзина')
    tour.shoot('cart')


def walk_meters(tour):
    """The round of readings, before and while something is typed, and what one meter showed before."""
    journey = tour.journey
    journey.choose_organisation('УК «Приозёрная»')
    journey.sign_in('Телефон, лицевой счёт или почта', 'demo@example.org', 'demo2026', password_label=tour.password)
    journey.see('123456789')
    tour.shoot('overview-housing')
    tour.section('Информация')
    journey.see('кв. 15')
    tour.shoot('housing-information')
    tour.section('Начисления')
    journey.see('Содержание жилья')
    tour.shoot('housing-charges')
    tour.section('Показания')
    journey.see('18402671')
    tour.shoot('readings')
    for meter, value in (('Холодная вода, кухня', '488,523'), ('Горячая вода, кухня', '3110'), ('Холодная вода, ванная', '200,1')):
        journey.window.find('text', lambda name, meter=meter: name.startswith(meter)).type(value)
    tour.shoot('readings-typed')
    journey.window.find('button', lambda name: 'Ctrl+H' in name).press()
    journey.see('18402671')
    tour.shoot('meter-history')


def walk_payments(tour):
    """Who is paid, what and how, one payment that waits for its money, and the list of payments."""
    journey = tour.journey
    journey.choose_organisation('Спецавтохозяйство')
    journey.sign_in('E-mail', 'demo@example.org', 'demo2026', password_label=tour.password)
    journey.see('123543566')
    tour.section('Платежи')
    journey.window.find('button', lambda name: name in ('Pay…', 'Оплатить…'))
    tour.shoot('payments-empty')
    journey.window.find('button', lambda name: name in ('Pay…', 'Оплатить…')).press()
    journey.see('При безналичной оплате комиссии нет.')
    tour.shoot('pay')
    journey.click('По QR-коду в приложении банка')
    journey.window.find('button', lambda name: name.startswith(('Pay ', 'Оплатить ')), lambda button: button.sensitive).press()
    journey.see('Деньги отправлены')
    tour.shoot('payment')
    journey.press('Деньги отправлены')
    dialog = journey.window.find('dialog')
    tour.shoot('payment-question')
    dialog.find('button', 'Деньги отправлены', lambda button: button.sensitive).press()
    journey.see('24–48 часов')
    tour.shoot('payment-on-its-way')
    tour.go_back()
    journey.see('П-0000')
    tour.shoot('payments')


def draw_steps(folder, environment, suffix, width):
    """Every step of every flow of every organisation that comes with the program."""
    program = os.path.join(BUILD, 'tests', 'form', 'show-flow')
    for path in sorted(glob.glob(os.path.join(ORGANISATIONS, '*.json'))):
        name = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding='utf-8') as stream:
            flows = json.load(stream)['flows']
        for flow, described in flows.items():
            for number, step in enumerate(described['steps'], 1):
                picture = os.path.join(folder, f'step-{name}-{flow}-{number}-{step["id"]}-{suffix}.png')
                drawn = subprocess.run([program, name, flow, step['id'], picture, str(min(WIDTHS[width][0], 820)),
                                        str(WIDTHS[width][1])], env=dict(os.environ, **environment), check=False,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                if drawn.returncode != 0:
                    raise RuntimeError(f'{picture} could not be drawn: {drawn.stderr[-600:]}')
                print(picture, flush=True)


def visit(folder, language, style, width):
    from steps import Journey, Tap
    locale, *words = LANGUAGES[language]
    tap = Tap()
    environment = {'LC_ALL': locale, 'LANG': locale, 'ADW_DEBUG_COLOR_SCHEME': STYLES[style]}
    draw_steps(folder, environment, f'{language}-{style}-{width}', width)
    with Journey(tap, f'tour-documents-{language}-{style}-{width}', environment=environment,
                 size=WIDTHS[width]) as journey:
        tour = Tour(journey, folder, f'{language}-{style}-{width}', *words)
        tour.count = 30
        walk_documents(tour)
    with Journey(tap, f'tour-shop-{language}-{style}-{width}', environment=environment, size=WIDTHS[width]) as journey:
        tour = Tour(journey, folder, f'{language}-{style}-{width}', *words)
        tour.count = 70
        walk_shop(tour)
    with AlwaysOpen() as organisations, Journey(tap, f'tour-meters-{language}-{style}-{width}', organisations=organisations,
                                                environment=environment, size=WIDTHS[width]) as journey:
        tour = Tour(journey, folder, f'{language}-{style}-{width}', *words)
        tour.count = 80
        walk_meters(tour)
    with Journey(tap, f'tour-payments-{language}-{style}-{width}', environment=environment, size=WIDTHS[width]) as journey:
        tour = Tour(journey, folder, f'{language}-{style}-{width}', *words)
        tour.count = 90
        walk_payments(tour)
    with Journey(tap, f'tour-states-{language}-{style}-{width}', environment=environment,
                 size=WIDTHS[width]) as journey:
        tour = Tour(journey, folder, f'{language}-{style}-{width}', *words)
        tour.count = 50
        walk_states(tour)
    with Journey(tap, f'tour-{language}-{style}-{width}', environment=environment, size=WIDTHS[width]) as journey:
        walk(Tour(journey, folder, f'{language}-{style}-{width}', *words))
    return 1 if tap.failures else 0


def main(arguments):
    """DIRECTORY, then whatever of language, style and width is not to be taken whole: ru, or dark 360."""
    if arguments[0] == 'visit':
        return visit(*arguments[1:])
    folder, wanted = arguments[0], arguments[1:]
    status = 0
    for language in LANGUAGES:
        for style in STYLES:
            for width in WIDTHS:
                if not all(word in (language, style, width) for word in wanted):
                    continue
                environment = dict(os.environ, KEYRING='open sesame', LAYOUT='us,ru', GTK_A11Y='atspi',
                                   GSETTINGS_BACKEND='keyfile', KABINET_SOURCE_DIR=SOURCE, KABINET_BUILD_DIR=BUILD,
                                   GSETTINGS_SCHEMA_DIR=os.path.join(BUILD, 'data'))
                status |= subprocess.run([SESSION, sys.executable, os.path.realpath(__file__), 'visit', folder, language,
                                          style, width], env=environment, check=False).returncode
    return status


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
