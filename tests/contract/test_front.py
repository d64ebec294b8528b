#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The front notices what breaks the contract, and leaves alone what is not JSON (K3)."""
import http.client
import http.server
import json
import os
import sys
import threading

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from contract_front import ContractFront, prism_program  # noqa: E402
from tap import Tap  # noqa: E402

HEALTH = {'status': 'ok', 'version': '0.1.0', 'time': '2026-11-22T08:06:07+03:00'}
KABINET = {'X-Kabinet': '1', 'X-Request-ID': 'r1', 'Content-Type': 'application/json'}
PDF = b'%PDF-1.7\xff\xfe\x00' + bytes(range(256))


class Upstream(http.server.BaseHTTPRequestHandler):
    """Answers whatever the test has put down."""
    protocol_version = 'HTTP/1.1'
    status, headers_out, body = 200, KABINET, b''

    def log_message(self, *_args):
        pass

    def _answer(self):
        self.rfile.read(int(self.headers.get('Content-Length') or 0))
        self.send_response(Upstream.status)
        for name, value in Upstream.headers_out.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(Upstream.body)))
        self.end_headers()
        self.wfile.write(Upstream.body)

    do_GET = do_POST = _answer


def ask(front, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(front.url.split('//')[1], timeout=60)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, data


def answers(status, headers, body):
    Upstream.status, Upstream.headers_out, Upstream.body = status, headers, body


def test_kept(front, tap):
    answers(200, KABINET, json.dumps(HEALTH).encode())
    status, data = ask(front, 'GET', '/health')
    tap.equal((status, json.loads(data)), (200, HEALTH), '/contract/K3/a good answer goes through')
    answers(200, {'Content-Type': 'application/pdf'}, PDF)
    status, data = ask(front, 'GET', '/org/receipts/1/file')
    tap.equal((status, data), (200, PDF), '/contract/K3/files pass unharmed')
    tap.equal(front.violations, [], '/contract/K3/nothing to report')
    tap.equal((front.validated, len(front.exchanges)), (1, 2), '/contract/K3/only JSON counts')


def broken(front, tap, name, method='GET', path='/health', **request):
    del front.violations[:]
    ask(front, method, path, **request)
    tap.equal(len(front.violations), 1, f'/contract/K3/{name} is reported')


def test_broken(front, tap):
    health = json.dumps(HEALTH).encode()
    answers(200, KABINET, json.dumps({**HEALTH, 'mood': 'good'}).encode())
    broken(front, tap, 'a member that is not in the contract')
    answers(200, KABINET, json.dumps({**HEALTH, 'version': 1}).encode())
    broken(front, tap, 'a wrong type')
    answers(200, {k: v for k, v in KABINET.items() if k != 'X-Kabinet'}, health)
    broken(front, tap, 'a missing header')
    answers(418, KABINET, health)
    broken(front, tap, 'a status that is not in the contract')
    answers(500, KABINET, b'{}')
    broken(front, tap, 'a fault of the server')
    answers(200, KABINET, health)
    broken(front, tap, 'an unknown address', path='/no/such/address/at/all')
    broken(front, tap, 'a request without its key', 'POST', '/demo/clock', body='{"advance_seconds":1}',
           headers={'Content-Type': 'application/json'})
    broken(front, tap, 'a request with a wrong body', 'POST', '/demo/clock', body='{"advance_seconds":"soon"}',
           headers={'Content-Type': 'application/json', 'Idempotency-Key': '4f5c2f0e-4b3c-4c55-9d4f-0b7f3a1d2c11'})
    broken(front, tap, 'a request without a session', path='/org/me')


def main():
    tap = Tap()
    if prism_program() is None:
        print('1..0 # SKIP the tools of the contract are not installed (./dev test fetches them)')
        return 0
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Upstream)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with ContractFront(f'http://127.0.0.1:{server.server_port}', traffic=None) as front:
        test_kept(front, tap)
        test_broken(front, tap)
    server.shutdown()
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
