# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests written in Python share: TAP output, and the real backend, started and asked."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import uuid

SOURCE = os.environ.get('KABINET_SOURCE_DIR', os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..')))
BUILD = os.environ.get('KABINET_BUILD_DIR', os.path.join(SOURCE, 'build'))
PROGRAM = os.path.join(BUILD, 'src', 'backend', 'kabinet-backend')
ORGANISATIONS = os.path.join(SOURCE, 'data', 'organisations')


class Tap:
    """Counts and prints the results of one test program."""

    def __init__(self):
        self.count = 0
        self.failures = 0

    def ok(self, condition, name, diagnostics=''):
        self.count += 1
        self.failures += 0 if condition else 1
        print(f'{"ok" if condition else "not ok"} {self.count} - {name.replace("#", "no. ")}', flush=True)
        if not condition and diagnostics:
            for line in str(diagnostics).splitlines():
                print(f'# {line}', flush=True)
        return bool(condition)

    def equal(self, found, expected, name):
        return self.ok(found == expected, name, f'expected {expected!r}\nfound    {found!r}')

    def done(self):
        print(f'1..{self.count}', flush=True)
        return 1 if self.failures else 0


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def problem(self):
        """The name of the problem, or None."""
        if 'application/problem+json' not in self.headers.get('Content-Type', ''):
            return None
        return self.json['type'].rsplit(':', 1)[1]

    def __repr__(self):
        return f'{self.status} {self.body[:1000]!r}'


class Backend:
    """The real backend with a data folder of its own, behind Prism where the contract tools are installed.

    Use as a context manager; `ask` sends a request, `tap` (if given) gets the verdict on the contract at the end."""

    def __init__(self, *arguments, organisations=ORGANISATIONS, tap=None, data=None, front=True):
        self.arguments = arguments
        self.organisations = organisations
        self.tap = tap
        self.data = data
        self.keep = data is not None
        self.front = None
        self.want_front = front

    def __enter__(self):
        if self.data is None:
            self.data = tempfile.mkdtemp(prefix='kabinet-')
        self.process = subprocess.Popen(
            [PROGRAM, '--data', self.data, '--organisations', self.organisations, '--port', '0', '--quick-passwords',
             '--rate-limit', '1000000', *self.arguments], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        if not line.startswith('Listening on '):
            self.process.wait(30)
            raise RuntimeError(f'the backend did not start: {line!r}')
        self.direct = self.url = line.removeprefix('Listening on ')
        if self.want_front:
            self._put_front()
        return self

    def _put_front(self):
        sys.path.insert(0, os.path.dirname(__file__))
        from contract_front import ContractFront, prism_program
        if prism_program() is not None:
            self.front = ContractFront(self.direct).__enter__()
            self.url = self.front.url

    def __exit__(self, kind, value, trace):
        if self.front is not None:
            self.front.__exit__(kind, value, trace)
            if self.tap is not None and kind is None:
                self.tap.ok(not self.front.violations, 'the contract was kept', '\n'.join(self.front.violations))
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(60)
        self.process.stdout.close()
        if not self.keep:
            shutil.rmtree(self.data, ignore_errors=True)
        if self.tap is not None and kind is None:
            self.tap.equal(status, 0, 'the backend stops cleanly')

    def ask(self, method, path, body=None, token=None, headers=None, key=None, direct=False):
        """Sends a request; a POST gets a key of its own unless one is given. What breaks the contract on purpose goes
        directly to the server: the front would refuse it itself."""
        sent = {'User-Agent': 'Kabinet/0.1.0 (test)', **(headers or {})}
        if token is not None:
            sent['Authorization'] = f'Bearer {token}'
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            sent.setdefault('Content-Type', 'application/json')
        if method == 'POST':
            sent.setdefault('Idempotency-Key', key or str(uuid.uuid4()))
        url = self.direct if direct else self.url
        request = urllib.request.Request(url + path, data, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def sign_in(self, organisation, login='demo@example.org', password='demo2026'):
        """The access token of a person of the demo."""
        answer = self.ask('POST', f'/{organisation}/sessions', {'login': login, 'password': password, 'remember': False})
        if answer.status != 201:
            raise RuntimeError(f'cannot sign in at {organisation}: {answer!r}')
        return answer.json['access_token']
