# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of flows share: a client of one flow, the outbox, and somebody who reads captchas."""
import hashlib
import itertools
import os
import re
import sqlite3
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from tap import Backend, Tap  # noqa: E402,F401

ORGANISATIONS = os.path.join(HERE, 'organisations')
OPTIONS = ('--demo-outbox', '--demo-clock')
NUMBERS = {'один': 1, 'два': 2, 'три': 3, 'четыре': 4, 'пять': 5, 'шесть': 6, 'семь': 7, 'восемь': 8, 'девять': 9}
ALPHABET = 'ABEHKMPTX245679'


def start(tap=None, *arguments, **more):
    """The backend with the invented organisations, its messages shown and its clock in our hand."""
    return Backend(*OPTIONS, *arguments, organisations=ORGANISATIONS, tap=tap, **more)


def database(backend):
    """The server's database, to be looked at."""
    connection = sqlite3.connect(os.path.join(backend.data, 'kabinet.sqlite'), isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def advance(backend, seconds):
    answer = backend.ask('POST', '/demo/clock', {'advance_seconds': seconds})
    assert answer.status == 200, answer


def outbox(backend, organisation=None, since=0):
    query = f'?since={since}' + (f'&organisation={organisation}' if organisation else '')
    return backend.ask('GET', '/demo/outbox' + query).json['items']


def last_message(backend, to):
    """The newest message to an address."""
    messages = [message for message in outbox(backend) if message['to'] == to]
    return messages[-1] if messages else None


def solve_words(question):
    """Does the sum that a captcha asks for in Russian words."""
    first, second = re.fullmatch(r'Сколько будет (\w+) плюс (\w+)\?', question).groups()
    return str(NUMBERS[first] + NUMBERS[second])


def solve_picture(backend, captcha):
    """Finds the letters by trying all of them against the keyed hash: what only the server's own key allows."""
    with open(os.path.join(backend.data, 'server.key'), 'rb') as stream:
        key = stream.read()
    row = database(backend).execute('SELECT picture FROM captchas WHERE id = ?', (captcha['id'],)).fetchone()
    begin = hashlib.blake2b(captcha['id'].encode() + b'\0', digest_size=32, key=key)
    for letters in itertools.product(ALPHABET.encode(), repeat=5):
        guess = begin.copy()
        guess.update(bytes(letters))
        if guess.hexdigest() == row['picture']:
            return bytes(letters).decode()
    raise AssertionError('no letters fit')


class Flow:
    """One flow from the client's side; `answer` is what the server said last."""

    def __init__(self, backend, organisation, flow='registration', values=None, token=None):
        self.backend = backend
        self.organisation = organisation
        self.access = token
        self.answer = backend.ask('POST', f'/{organisation}/flows', {'flow': flow, 'values': values or {}}, token=token)
        self.id = self.answer.json.get('id')
        self.token = self.answer.json.get('token')

    @property
    def json(self):
        return self.answer.json

    @property
    def step(self):
        return self.answer.json['step']

    @property
    def at(self):
        return self.answer.json['step']['id'] if self.answer.status < 300 else self.answer.problem

    def ask(self, method, what='', body=None, **more):
        headers = {'Flow-Token': self.token, **more.pop('headers', {})}
        self.answer = self.backend.ask(method, f'/{self.organisation}/flows/{self.id}{what}', body, token=self.access,
                                       headers=headers, **more)
        return self.answer

    def get(self):
        return self.ask('GET')

    def submit(self, step, values, **more):
        return self.ask('POST', '/submit', {'step': step, 'values': values}, **more)

    def resend(self, step):
        return self.ask('POST', '/resend', {'step': step})

    def back(self, to):
        return self.ask('POST', '/back', {'to': to})

    def new_captcha(self):
        return self.backend.ask('POST', f'/{self.organisation}/flows/{self.id}/captcha', {}, token=self.access,
                                headers={'Flow-Token': self.token})

    def captcha(self):
        """A right answer to a new captcha."""
        captcha = self.new_captcha().json
        return {'id': captcha['id'], 'answer': solve_words(captcha['words']), 'way': 'words'}

    def code(self, to):
        return last_message(self.backend, to)['code']

    def errors(self):
        """The field errors of the last answer: pointer to code."""
        return {error['pointer']: error['code'] for error in self.answer.json.get('errors', [])}


def alpha_values(flow, email, **more):
    return {'person_kind': 'natural', 'email': email, 'password': 'секрет 1', 'repeat': 'секрет 1',
            'phone': '+375291234567', 'captcha': flow.captcha(), **more}


def register_alpha(backend, email, **more):
    """A new person of alpha, up to the end."""
    flow = Flow(backend, 'alpha')
    flow.submit('form', alpha_values(flow, email, **more))
    flow.submit('mail', {'code': flow.code(email)})
    return flow
