# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of filed documents share: somebody who files, writes and acts in one organisation."""
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import ORGANISATIONS, Answer, Backend, Tap  # noqa: E402,F401

JPEG = b'\xff\xd8\xff\xe0' + b'picture' * 40
PNG = b'\x89PNG\r\n\x1a\n' + b'picture' * 40
PDF = b'%PDF-1.4\n' + b'paper' * 40 + b'\n%%EOF\n'


class Person:
    """Somebody with documents in one organisation."""

    def __init__(self, backend, organisation, login='demo@example.org', password='demo2026'):
        self.backend, self.organisation = backend, organisation
        self.token = backend.sign_in(organisation, login, password)

    def ask(self, method, path, body=None, **more):
        return self.backend.ask(method, f'/{self.organisation}{path}', body, token=self.token, **more)

    def form(self, kind, origin=None, **more):
        return self.ask('GET', f'/documents/forms/{kind}' + (f'?from={origin}' if origin else ''), **more)

    def file(self, kind, values, origin=None, lines=None, key=None, **more):
        body = {'type': kind, 'values': values}
        if origin is not None:
            body['from'] = origin
        if lines is not None:
            body['lines'] = lines
        return self.ask('POST', '/documents', body, key=key, **more)

    def read(self, document):
        identifier = document if isinstance(document, str) else document['id']
        return self.ask('GET', f'/documents/{identifier}').json

    def find(self, number):
        words = urllib.parse.urlencode({'q': number})
        items = self.ask('GET', f'/documents?{words}').json['items']
        return self.read(next(item['id'] for item in items if item['number'] == number))

    def act(self, document, action, values=None, lines=None, key=None):
        body = {'values': values or {}}
        if lines is not None:
            body['lines'] = lines
        return self.ask('POST', f'/documents/{document["id"]}/actions/{action}', body,
                        headers={'If-Match': f'"{document["version"]}"'}, key=key)

    def upload(self, name='фото.jpg', data=JPEG, kind='image/jpeg', key=None):
        """Files are no JSON, so they go past the contract's judge."""
        query = urllib.parse.urlencode({'name': name}) if name is not None else ''
        request = urllib.request.Request(f'{self.backend.url}/{self.organisation}/files?{query}', data=data, method='POST')
        request.add_header('Authorization', 'Bearer ' + self.token)
        request.add_header('Idempotency-Key', key or str(uuid.uuid4()))
        if kind is not None:
            request.add_header('Content-Type', kind)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def actions(self, document):
        return {action['id']: action for action in document['actions']}


def staff_of(backend, organisation):
    return Person(backend, organisation, 'staff@example.org', 'staff2026')


def shown(document):
    return {entry['label']: entry['value'] for entry in document['properties']}


def faults(answer):
    return {error['pointer']: error['code'] for error in answer.json['errors']}
