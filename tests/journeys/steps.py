# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps that journeys share: what a person does in the window, and what must be left afterwards."""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from desktop import NotThere, Program, eventually  # noqa: E402
from tap import BUILD, ORGANISATIONS, Backend, Tap  # noqa: E402,F401

OPTIONS = ('--seed', 'demo', '--demo-outbox', '--demo-clock')
PASSWORD = 'Kanar2026'
NUMBERS = {'один': 1, 'два': 2, 'три': 3, 'четыре': 4, 'пять': 5, 'шесть': 6, 'семь': 7, 'восемь': 8, 'девять': 9}
SUM = re.compile(r'Сколько будет (\w+) плюс (\w+)\?')
ENTRIES = ('text', 'password text', 'entry')
FOLDERS = {'XDG_DATA_HOME': 'data', 'XDG_CACHE_HOME': 'cache', 'XDG_STATE_HOME': 'state', 'XDG_CONFIG_HOME': 'config'}


class Journey:
    """A person, the program, and the backend that it talks to; use as a context manager.

    What the person told the program is collected in `told`: after sign-out none of it may be left."""

    def __init__(self, tap, name, organisations=ORGANISATIONS, options=OPTIONS, environment=None):
        self.tap = tap
        self.name = name
        self.backend = Backend(*options, organisations=organisations, tap=tap)
        self.environment = environment or {}
        self.told = set()
        self.program = None
        self.since = 0

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix='kabinet-journey-')
        self.backend.__enter__()
        self.log = os.path.join(self.home.name, 'program.log')
        try:
            self.start()
        except BaseException:
            self.backend.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.tell_failure(value)
        if self.program is not None:
            self.program.stop()
        self.backend.__exit__(kind, value, trace)
        self.home.cleanup()
        if kind is not None and issubclass(kind, Exception):
            self.tap.ok(False, f'{self.name}: the journey came to its end', f'{kind.__name__}: {value}')
            return True
        return False

    def tell_failure(self, error):
        """What a reader of a failed run wants to know first: what the window showed, what the program said."""
        folder = os.environ.get('KABINET_PICTURES', os.path.join(BUILD, 'tests', 'journeys'))
        os.makedirs(folder, exist_ok=True)
        if self.program is not None:
            try:
                self.program.picture(os.path.join(folder, f'{self.name}-failed.png'))
                for thing in self.window.below():
                    if thing.showing and thing.name and thing.role != 'label':
                        print(f'#   {thing.role}: {thing.name}')
                    elif thing.showing and thing.name:
                        print(f'#   {thing.name}')
            except Exception as other:  # the program may be gone
                print(f'# no picture: {other}')
        with open(self.log, encoding='utf-8', errors='replace') as stream:
            for line in stream.read().splitlines()[-15:]:
                print(f'# program: {line}')

    # --- the program ---

    def folder(self, variable):
        return os.path.join(self.home.name, FOLDERS[variable])

    def start(self):
        folders = {variable: self.folder(variable) for variable in FOLDERS}
        for folder in folders.values():
            os.makedirs(folder, mode=0o700, exist_ok=True)
        self.program = Program([os.path.join(BUILD, 'src', 'kabinet'), '--backend', self.backend.url],
                               {'G_DEBUG': 'fatal-warnings', **folders, **self.environment}, log=self.log)

    @property
    def window(self):
        return self.program.window

    def quit(self):
        """Closes the window; the program must end well."""
        self.tap.equal(self.program.quit(), 0, f'{self.name}: the program ends well')
        self.program = None

    def restart(self):
        self.quit()
        self.start()

    # --- hands and eyes ---

    def see(self, part, deadline=None):
        return self.window.find_text(part, deadline)

    def check(self, part, what):
        """The window comes to show PART."""
        try:
            self.see(part)
            return self.tap.ok(True, f'{self.name}: {what}')
        except NotThere as error:
            self.tap.ok(False, f'{self.name}: {what}', str(error))
            raise

    def entry(self, label):
        return self.window.find(None, label, lambda thing: thing.role in ENTRIES)

    def fill(self, label, text, canary=True):
        entry = self.entry(label)
        entry.type(text)
        if canary:
            self.told.add(text)
        return entry

    def press(self, name, role='button'):
        """Presses what is called NAME, as soon as it can be pressed."""
        def usable():
            return self.window.look(role, name, lambda thing: thing.sensitive)
        eventually(usable, f'the {role} {name!r} being usable').press()

    def click(self, name, role='list item', begins=True):
        """Clicks what is called NAME with the mouse, once it lies still."""
        def named(text):
            return text.startswith(name) if begins else text == name

        def at_rest():
            thing = self.window.look(role, named)
            if thing is None:
                return None
            place = thing.extents()
            return thing if place == getattr(self, 'place', None) else setattr(self, 'place', place)
        self.place = None
        self.program.click(eventually(at_rest, f'the {role} {name!r} lying still'))

    def tick(self, name):
        """Turns a check box on."""
        box = self.window.find('check box', name, lambda thing: self.has_action(thing, 'toggle'))
        if not box.checked:
            box.act('toggle')
        eventually(lambda: box.checked, f'{name!r} being ticked')

    @staticmethod
    def has_action(thing, name):
        from gi.repository import Atspi
        count = Atspi.Action.get_n_actions(thing.accessible)
        return name in [Atspi.Action.get_action_name(thing.accessible, index) for index in range(count)]

    # --- what comes from outside ---

    def messages(self):
        answer = self.backend.ask('GET', f'/demo/outbox?since={self.since}')
        return answer.json['items']

    def message(self, to):
        """The newest message to an address or number: what a person reads on the phone."""
        def newest():
            fitting = [message for message in self.messages() if message['to'] == to]
            return fitting[-1] if fitting else None
        return eventually(newest, f'a message to {to}')

    def forget_messages(self):
        items = self.messages()
        self.since = items[-1]['id'] if items else self.since

    def pass_time(self, seconds):
        answer = self.backend.ask('POST', '/demo/clock', {'advance_seconds': seconds})
        assert answer.status == 200, answer

    # --- parts of journeys ---

    def choose_organisation(self, name):
        self.click(name)

    def solve_captcha(self, label):
        """Takes the way without a picture: a sum in words."""
        self.press('Another Way')
        question = self.window.find(None, lambda name: SUM.search(name) is not None)
        first, second = SUM.search(question.name).groups()
        self.fill(label, str(NUMBERS[first] + NUMBERS[second]), canary=False)

    def enter_code(self, to):
        """Types the code of the newest message to TO; it is sent by itself when it is whole."""
        code = self.message(to)['code']
        entry = self.window.find(None, lambda name: 'ode' in name or 'Код' in name,
                                 lambda thing: thing.role in ENTRIES)
        entry.type(code)
        self.forget_messages()

    def sign_in(self, login_label, login, password, button='Войти', password_label='Password'):
        self.fill(login_label, login)
        self.fill(password_label, password)
        self.press(button)

    def sign_out(self):
        self.press('Sign Out')
        raise NotImplementedError

    # --- what is left ---

    def check_nothing_left(self):
        """After sign-out: no file and no secret knows anything of the customer any more."""
        words = [word.encode() for word in sorted(self.told) if len(word) > 3]
        tokens = self.tokens()
        found = []
        for variable in FOLDERS:
            for folder, _, names in os.walk(self.folder(variable)):
                for name in names:
                    path = os.path.join(folder, name)
                    if not os.path.isfile(path):
                        continue
                    with open(path, 'rb') as stream:
                        content = stream.read()
                    found += [f'{path}: {word.decode()}' for word in words + tokens if word in content]
        self.tap.ok(not found, f'{self.name}: nothing of the customer is left in files', '\n'.join(found))
        self.tap.equal(self.secrets(), [], f'{self.name}: nothing of the customer is left in the keyring')

    @staticmethod
    def tokens():
        return []

    @staticmethod
    def secrets():
        """The items of the keyring, as any other program sees them."""
        done = subprocess.run(['secret-tool', 'search', '--all', 'xdg:schema', 'org.kabinet.Kabinet'],
                              capture_output=True, text=True, check=False)
        return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(('label', 'attribute'))]
