# SPDX-License-Identifier: GPL-3.0-or-later
"""One who listens to the server-sent events of a backend."""
import http.client
import json


class Listener:
    """Use as a context manager; `next` waits for the next event, `status` and `headers` are those of the answer."""

    def __init__(self, backend, organisation, token, last=None, timeout=30):
        self.address = backend.url.split('//', 1)[1]
        self.path = f'/{organisation}/events'
        self.sent = {'User-Agent': 'Kabinet/0.1.0 (test)', 'Authorization': f'Bearer {token}',
                     'Accept': 'text/event-stream'}
        if last is not None:
            self.sent['Last-Event-ID'] = str(last)
        self.timeout = timeout
        self.last = last
        self.retry = None
        self.pings = 0

    def __enter__(self):
        self.connection = http.client.HTTPConnection(self.address, timeout=self.timeout)
        self.connection.request('GET', self.path, headers=self.sent)
        self.answer = self.connection.getresponse()
        self.status = self.answer.status
        self.headers = self.answer.headers
        if self.status == 200:
            self._read_greeting()
        return self

    def __exit__(self, *_exception):
        self.connection.close()

    def _read_greeting(self):
        """The first block gives the id to go on from; it holds a reset where the server cannot."""
        self.greeting = self._read_block()

    def _read_block(self):
        """One event as (name, data), None where the block has none."""
        name, data = 'message', None
        while True:
            line = self.answer.readline()
            if not line:
                raise EOFError('the stream has ended')
            line = line.decode().rstrip('\r\n')
            if not line:
                return None if data is None else (name, json.loads(data))
            field, _, value = line.partition(':')
            value = value.removeprefix(' ')
            if field == '':
                self.pings += 1
            elif field == 'id':
                self.last = value
            elif field == 'event':
                name = value
            elif field == 'retry':
                self.retry = int(value)
            elif field == 'data':
                data = value if data is None else data + '\n' + value

    def next(self):
        """The next event."""
        while True:
            event = self._read_block()
            if event is not None:
                return event

    def next_of(self, kind):
        """The next hint about a thing of this kind."""
        while True:
            name, hint = self.next()
            if name == 'changed' and hint['type'] == kind:
                return hint

    def read_to_end(self):
        """What still comes until the server ends the stream."""
        events = []
        try:
            while True:
                events.append(self.next())
        except EOFError:
            return events
