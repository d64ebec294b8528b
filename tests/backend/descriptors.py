# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the descriptor files for the tests that hold them against the requirements."""
import glob
import json
import os
import re

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..'))
FOLDER = os.path.join(SOURCE, 'data', 'organisations')


class Organisation:
    """A descriptor file with short ways to its parts."""

    def __init__(self, path):
        with open(path, encoding='utf-8') as stream:
            self.text = stream.read()
        self.data = json.loads(self.text)
        self.id = self.data['id']
        self.path = path
        self.server = self.data['server']
        self.password = self.data['password']

    def flow(self, name='registration'):
        return self.data['flows'].get(name)

    def steps(self, flow='registration', kind=None):
        return [step for step in self.flow(flow)['steps'] if kind in (None, step['kind'])]

    def step(self, identifier, flow='registration'):
        return next(step for step in self.steps(flow) if step['id'] == identifier)

    def kinds(self, flow='registration'):
        return [step['kind'] for step in self.steps(flow)]

    def fields(self, flow='registration'):
        return [field for step in self.steps(flow, 'form') for field in step['fields']]

    def field(self, name, flow='registration'):
        return next(field for field in self.fields(flow) if field['name'] == name)

    def has_field(self, name, flow='registration'):
        return any(field['name'] == name for field in self.fields(flow))

    def accepts(self, password):
        """Judges a password by the rule as data, the way every client does."""
        rule = self.password
        if len(password) < rule['min'] or (rule['max'] is not None and len(password) > rule['max']):
            return False
        if rule['alphabet'] == 'latin_digits' and not re.fullmatch('[A-Za-z0-9]*', password):
            return False
        if rule['forbid'] and any(sign in rule['forbid'] for sign in password):
            return False
        wanted = {'digit': '[0-9]', 'letter': '[^\\W\\d_]'}
        return all(re.search(wanted[need], password) for need in rule['require'])

    def document_type(self, identifier):
        return next(kind for kind in self.data['document_types'] if kind['id'] == identifier)

    def state_titles(self, identifier):
        return [state['title'] for state in self.document_type(identifier)['states']]


def load_all():
    """Maps the letter of the requirements to the organisation; which is which is told by what they have."""
    files = {os.path.basename(path)[:-5]: Organisation(path) for path in sorted(glob.glob(os.path.join(FOLDER, '*.json')))}
    letters = {'E': 'east-motors', 'S': 'spetsavto', 'H': 'priozernaya', 'A': 'autodoc', 'T': 'santrek'}
    return {letter: files[name] for letter, name in letters.items()}, files
