# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps that journeys share: what a person does in the window, and what must be left afterwards."""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from cutting_proxy import BEFORE, CuttingProxy  # noqa: E402
from desktop import Atspi, NotThere, Program, eventually  # noqa: E402
from tap import BUILD, ORGANISATIONS, Backend, Tap  # noqa: E402,F401

OPTIONS = ('--seed', 'demo', '--demo-outbox', '--demo-clock')
PASSWORD = 'Kanar2026'
NUMBERS = {'one': 1, 'two': 2, 'three': 3, 'four': 4, 'five': 5, 'six': 6, 'seven': 7, 'eight': 8, 'nine': 9,
           'один': 1, 'два': 2, 'три': 3, 'четыре': 4, 'пять': 5, 'шесть': 6, 'семь': 7, 'восемь': 8, 'девять': 9}
SUM = re.compile(r'(?:How much is|Сколько будет) (\w+) (?:plus|плюс) (\w+)\?')
SELECTED = Atspi.StateType.SELECTED
ENTRIES = ('text', 'password text', 'entry')
FOLDERS = {'XDG_DATA_HOME': 'data', 'XDG_CACHE_HOME': 'cache', 'XDG_STATE_HOME': 'state', 'XDG_CONFIG_HOME': 'config'}


class Journey:
    """A person, the program, and the backend that it talks to; use as a context manager.

    What the person told the program is collected in `told`: after sign-out none of it may be left."""

    def __init__(self, tap, name, organisations=ORGANISATIONS, options=OPTIONS, environment=None, size=(1200, 980)):
        self.tap = tap
        self.name = name
        self.backend = Backend(*options, organisations=organisations, tap=tap)
        self.proxy = None
        self.environment = environment or {}
        self.size = size
        self.told = set()
        self.program = None
        self.since = 0

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix='kabinet-journey-')
        self.backend.__enter__()
        self.proxy = CuttingProxy(self.backend.url).__enter__()
        self.log = os.path.join(self.home.name, 'program.log')
        try:
            self.start()
        except BaseException:
            self.proxy.__exit__(*sys.exc_info())
            self.backend.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.tell_failure(value)
        if self.program is not None:
            self.program.stop()
        self.proxy.__exit__(kind, value, trace)
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
        self.set_size()
        self.program = Program([os.path.join(BUILD, 'src', 'kabinet'), '--backend', self.proxy.url],
                               {'G_DEBUG': 'fatal-warnings', **folders, **self.environment}, log=self.log)

    def set_size(self):
        """Kept settings of a person who likes large windows: the mouse reaches only what is not scrolled away."""
        folder = os.path.join(self.folder('XDG_CONFIG_HOME'), 'glib-2.0', 'settings')
        path = os.path.join(folder, 'keyfile')
        if not os.path.exists(path):
            os.makedirs(folder, mode=0o700, exist_ok=True)
            with open(path, 'w', encoding='utf-8') as stream:
                stream.write('[org/kabinet/Kabinet]\nwindow-width=%d\nwindow-height=%d\n' % self.size)

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

    def go_offline(self):
        """From now on the server is out of the program's reach."""
        self.proxy.cut('*', '.', BEFORE, times=sys.maxsize)

    def go_online(self):
        self.proxy.mend()

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

    def click(self, name, role='list item'):
        """Clicks what is called NAME with the mouse, once it lies still."""
        def at_rest():
            thing = self.window.look(role, lambda text: text.startswith(name))
            if thing is None:
                return None
            place = thing.extents()
            return thing if place == getattr(self, 'place', None) else setattr(self, 'place', place)
        self.place = None
        self.program.click(eventually(at_rest, f'the {role} {name!r} lying still'))

    def tick(self, name):
        """Turns a check box on, with the mouse: not every one of them has an action."""
        def ticked():
            return self.window.look('check box', name, lambda thing: thing.checked)
        if not ticked():
            self.click(name, 'check box')
        eventually(ticked, f'{name!r} being ticked')

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

    def solve_captcha(self, label='Answer'):
        """Takes the way without a picture: a sum in words."""
        self.press('Another Way')
        question = self.window.find(None, lambda name: SUM.search(name) is not None)
        first, second = SUM.search(question.name).groups()
        self.fill(label, str(NUMBERS[first] + NUMBERS[second]), canary=False)

    def enter_code(self, to):
        """Types the code of the newest message to TO; it is sent by itself when it is whole."""
        code = self.message(to)['code']
        self.window.find(None, None, lambda thing: thing.role in ENTRIES).type(code)
        self.forget_messages()

    def sign_in(self, login_label, login, password, button='Войти', password_label='Password'):
        self.fill(login_label, login)
        self.fill(password_label, password)
        self.press(button)

    def sign_out(self):
        """The menu behind the person's picture; what the keyring holds now must be gone afterwards."""
        self.note_secrets()
        self.window.find('toggle button', lambda name: 'Profile and Sign-Out' in name).press()
        self.window.find('menu item').act('click')
        dialog = self.window.find('alert', 'Sign Out?')
        eventually(lambda: dialog.look('button', 'Sign Out'), 'the button that signs out').press()
        self.see('Find an organisation')
        self.window.gone('alert')

    def register(self, name, button):
        """From the list of organisations to the first step of registration."""
        self.choose_organisation(name)
        self.press(button)
        self.window.gone(name='Password')

    def open_document(self, kind):
        """Opens the first document of a kind in the table, by the keyboard."""
        self.click(kind, 'table row')
        eventually(lambda: self.window.look('table row', lambda name: name.startswith(kind),
                                            lambda row: row.has(SELECTED)), f'{kind} being selected')
        self.program.key('Return')
        self.see('Close Details')

    def choose(self, label, title):
        """Picks one of several in a drop-down, by the keyboard."""
        self.click(label, 'combo box')
        for _ in range(20):
            self.program.key('Down')
            if self.window.look('list item', None, lambda item: item.has(SELECTED) and item.says(title)):
                break
        self.program.key('Return')
        self.see(title)

    def do(self, action, label=None, title=None):
        """Does something with the open document, with an answer to what it asks."""
        self.press(action)
        dialog = self.window.find('dialog')
        if label is not None:
            self.choose(label, title)
        eventually(lambda: dialog.look('button', action, lambda button: button.sensitive), f'{action!r}').press()
        self.window.gone('dialog')
        self.window.gone('button', action)

    # --- what is left ---

    def check_nothing_left(self):
        """After sign-out: no file and no secret knows anything of the customer any more."""
        words = [word.encode() for word in sorted(self.told) if len(word) > 3]
        found = []
        for variable in FOLDERS:
            for folder, _, names in os.walk(self.folder(variable)):
                for name in names:
                    path = os.path.join(folder, name)
                    if not os.path.isfile(path):
                        continue
                    with open(path, 'rb') as stream:
                        content = stream.read()
                    found += [f'{path}: {word.decode()}' for word in words if word in content]
        self.tap.ok(not found, f'{self.name}: nothing of the customer is left in files', '\n'.join(found))
        self.tap.equal(self.secrets(), [], f'{self.name}: nothing of the customer is left in the keyring')

    def note_secrets(self):
        """Remembers what the keyring holds for this program now: at least the session."""
        found = self.secrets()
        self.tap.ok(found, f'{self.name}: the session is in the keyring')
        self.told.update(found)

    def secrets(self):
        """The secrets of this program in the keyring, as any other program sees them."""
        done = subprocess.run(['secret-tool', 'search', '--all', '--unlock', 'origin', self.proxy.url],
                              capture_output=True, text=True, check=False)
        return [line.split(' = ', 1)[1] for line in done.stdout.splitlines() if line.startswith('secret = ')]
