# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy that cuts connections where a test says so: before the server heard, in the middle of its answer, or when it has
committed and nobody hears of it.

    with Backend('--seed', 'demo') as backend, CuttingProxy(backend.url) as proxy:
        proxy.cut('POST', r'/payments$', AFTER)            # the next such request, once
        proxy.cut('POST', r'/payments$', DURING, times=2)  # the two after it
        … ask through proxy.url …
        proxy.seen                                         # [Exchange], in order, cut or not

Every request gets a connection of its own, so that a cut hits no other. Streams pass as they come.
"""
import re
import socket
import threading
from dataclasses import dataclass

BEFORE = 'before'  # the request is read and dropped: the server never hears of it
DURING = 'during'  # the server has answered; the client gets the head and half of the body
AFTER = 'after'    # the server has answered; the client gets nothing

HEAD_LIMIT = 65536


@dataclass
class Exchange:
    """One request that came through: what it was, what the server said, where it was cut (None: nowhere)."""
    method: str
    path: str
    headers: dict
    body: bytes
    status: int = 0
    cut: str = None


class _Rule:
    def __init__(self, method, path, where, times):
        self.method, self.path, self.where, self.left = method, re.compile(path), where, times

    def fits(self, method, path):
        return self.left > 0 and self.method in (method, '*') and self.path.search(path.split('?', 1)[0])


class CuttingProxy:
    """Between a client and `upstream` (an http:// URL on loopback); use as a context manager."""

    def __init__(self, upstream):
        host, port = upstream.split('//', 1)[1].rstrip('/').split(':')
        self.upstream = (host, int(port))
        self.seen = []
        self.rules = []
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)

    def __enter__(self):
        self.listener = socket.create_server(('127.0.0.1', 0), backlog=64)
        self.url = f'http://127.0.0.1:{self.listener.getsockname()[1]}'
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_exception):
        # A close does not wake an accept; a shutdown does.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(30)

    def cut(self, method, path, where, times=1):
        """Cuts the next `times` requests of `method` ('*': any) whose path matches the expression `path`."""
        with self.lock:
            self.rules.append(_Rule(method, path, where, times))

    def mend(self):
        """Cuts nothing any more."""
        with self.lock:
            self.rules.clear()

    def wait_seen(self, method, path, count=1, timeout=30):
        """Waits until `count` such requests are done with, and returns them."""
        pattern = re.compile(path)

        def find():
            return [e for e in self.seen if e.method == method and pattern.search(e.path)]
        with self.changed:
            if not self.changed.wait_for(lambda: len(find()) >= count, timeout):
                raise TimeoutError(f'{count} × {method} {path}, but saw {[(e.method, e.path) for e in self.seen]}')
            return find()

    def _accept(self):
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _choose(self, method, path):
        with self.lock:
            for rule in self.rules:
                if rule.fits(method, path):
                    rule.left -= 1
                    return rule.where
        return None

    def _serve(self, connection):
        with connection:
            connection.settimeout(120)
            try:
                exchange, raw = _read_request(connection)
                if exchange is None:
                    return
                exchange.cut = self._choose(exchange.method, exchange.path)
                if exchange.cut != BEFORE:
                    self._relay(connection, exchange, raw)
            except OSError:
                return
        with self.changed:
            self.seen.append(exchange)
            self.changed.notify_all()

    def _relay(self, connection, exchange, raw):
        with socket.create_connection(self.upstream, timeout=120) as server:
            server.sendall(raw)
            if exchange.cut is None:
                self._pass_on(connection, server, exchange)
                return
            answer = b''.join(iter(lambda: server.recv(65536), b''))
        exchange.status = _status_of(answer)
        if exchange.cut == DURING:
            head, _separator, body = answer.partition(b'\r\n\r\n')
            connection.sendall(head + b'\r\n\r\n' + body[:len(body) // 2])

    @staticmethod
    def _pass_on(connection, server, exchange):
        for chunk in iter(lambda: server.recv(65536), b''):
            exchange.status = exchange.status or _status_of(chunk)
            connection.sendall(chunk)


def _status_of(answer):
    words = answer.split(b'\r\n', 1)[0].split(b' ')
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _read_request(connection):
    """The request, and the bytes to send on: as they came, but for one connection only."""
    data = b''
    while b'\r\n\r\n' not in data and len(data) < HEAD_LIMIT:
        chunk = connection.recv(65536)
        if not chunk:
            return None, b''
        data += chunk
    head, _separator, body = data.partition(b'\r\n\r\n')
    lines = head.decode('latin-1').split('\r\n')
    method, path, _version = lines[0].split(' ', 2)
    headers = {name.strip().lower(): value.strip() for name, _colon, value in (line.partition(':') for line in lines[1:])}
    while len(body) < int(headers.get('content-length', 0)):
        chunk = connection.recv(65536)
        if not chunk:
            return None, b''
        body += chunk
    kept = [line for line in lines if not line.lower().startswith('connection:')]
    raw = '\r\n'.join([*kept, 'Connection: close', '', '']).encode('latin-1') + body
    return Exchange(method, path, headers, body), raw
