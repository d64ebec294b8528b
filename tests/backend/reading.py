# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of readings share: the housing company with a window that is open all month."""
import json
import os
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS  # noqa: E402

ORG = 'priozernaya'


class AlwaysOpen:
    """A copy of the descriptors where readings are taken from the first to the last day, whatever day it is today."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='kabinet-meters-')
        organisations = os.path.join(self.folder, 'organisations')
        shutil.copytree(ORGANISATIONS, organisations)
        path = os.path.join(organisations, f'{ORG}.json')
        with open(path, encoding='utf-8') as stream:
            descriptor = json.load(stream)
        descriptor['server']['meters']['window'] = {'from': 1, 'to': 31}
        with open(path, 'w', encoding='utf-8') as stream:
            json.dump(descriptor, stream, ensure_ascii=False)
        return organisations

    def __exit__(self, kind, value, trace):
        shutil.rmtree(self.folder)


class Flat:
    """A customer with the meters of the first account."""

    def __init__(self, backend, login='demo@example.org', password='demo2026'):
        self.backend = backend
        self.token = backend.sign_in(ORG, login, password)
        self.account = backend.ask('GET', f'/{ORG}/accounts', token=self.token).json['items'][0]['id']

    def list(self):
        return self.backend.ask('GET', f'/{ORG}/accounts/{self.account}/meters', token=self.token)

    def meter(self, number):
        return next(meter for meter in self.list().json['items'] if meter['number'] == number)

    def zone(self, number, zone='all'):
        return next(entry for entry in self.meter(number)['zones'] if entry['id'] == zone)

    def item(self, number, value, zone='all', **more):
        answer = self.list().json
        meter = next(meter for meter in answer['items'] if meter['number'] == number)
        return {'meter': meter['id'], 'zone': zone, 'month': answer['window']['month'], 'value': value, **more}

    def send(self, *items, key=None, direct=False):
        return self.backend.ask('POST', f'/{ORG}/readings', {'items': list(items)}, token=self.token, key=key, direct=direct)

    def code(self, *items, direct=False):
        """What is against the one reading, or None."""
        result = self.send(*items, direct=direct).json['items'][0]
        return result['error']['code'] if 'error' in result else None
