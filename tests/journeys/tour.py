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
SESSION = os.path.join(HERE, '..', '..', 'build-aux', 'session')
LANGUAGES = {'en': ('C.UTF-8', 'Back', 'Password'), 'ru': ('ru_RU.UTF-8', 'Назад', 'Пароль')}
STYLES = {'light': 'prefer-light', 'dark': 'prefer-dark'}
WIDTHS = {'wide': (1200, 760), '360': (360, 720)}


class Tour:
    """One language, one style, one width."""

    def __init__(self, journey, folder, suffix, back, password):
        self.journey = journey
        self.folder = folder
        self.suffix = suffix
        self.back = back
        self.password = password
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
    for title, screen in (('Начисления', 'balance'), ('Лицевые счета', 'accounts'), ('Квитанции', 'receipts')):
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
    journey.program.key('Tab', 'Down', 'Down', 'Return')
    tour.shoot('document')


def draw_steps(folder, environment, suffix, width):
    """Every step of every flow of every organisation that comes with the program."""
    from tap import BUILD, ORGANISATIONS
    program = os.path.join(BUILD, 'tests', 'form', 'show-flow')
    for path in sorted(glob.glob(os.path.join(ORGANISATIONS, '*.json'))):
        name = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding='utf-8') as stream:
            flows = json.load(stream)['flows']
        for flow, described in flows.items():
            for number, step in enumerate(described['steps'], 1):
                picture = os.path.join(folder, f'step-{name}-{flow}-{number}-{step["id"]}-{suffix}.png')
                subprocess.run([program, name, flow, step['id'], picture, str(min(WIDTHS[width][0], 820)),
                                str(WIDTHS[width][1])], env=dict(os.environ, **environment), check=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                print(picture, flush=True)


def visit(folder, language, style, width):
    from steps import Journey, Tap
    locale, back, password = LANGUAGES[language]
    tap = Tap()
    environment = {'LC_ALL': locale, 'LANG': locale, 'ADW_DEBUG_COLOR_SCHEME': STYLES[style]}
    draw_steps(folder, environment, f'{language}-{style}-{width}', width)
    with Journey(tap, f'tour-documents-{language}-{style}-{width}', environment=environment,
                 size=WIDTHS[width]) as journey:
        tour = Tour(journey, folder, f'{language}-{style}-{width}', back, password)
        tour.count = 30
        walk_documents(tour)
    with Journey(tap, f'tour-{language}-{style}-{width}', environment=environment, size=WIDTHS[width]) as journey:
        walk(Tour(journey, folder, f'{language}-{style}-{width}', back, password))
    return 1 if tap.failures else 0


def main(arguments):
    if len(arguments) == 4:
        return visit(*arguments)
    status = 0
    for language in LANGUAGES:
        for style in STYLES:
            for width in WIDTHS:
                environment = dict(os.environ, KEYRING='open sesame', LAYOUT='us,ru', GTK_A11Y='atspi',
                                   GSETTINGS_BACKEND='keyfile',
                                   GSETTINGS_SCHEMA_DIR=os.path.join(HERE, '..', '..', 'build', 'data'))
                status |= subprocess.run([SESSION, sys.executable, os.path.realpath(__file__), arguments[0], language,
                                          style, width], env=environment, check=False).returncode
    return status


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
