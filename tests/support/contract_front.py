# SPDX-License-Identifier: GPL-3.0-or-later
"""A front for tests: JSON goes through Prism, which holds it against data/openapi.yaml; the rest goes straight (K3).

Prism rewrites binary bodies and holds event streams back, so files, pages for the browser and streams pass it by.
Every violation that Prism reports is kept; a test asks for the list at its end and fails when it is not empty. What
went through is written down in the build directory, where tests/contract/test_coverage.py reads it.
"""
import http.client
import http.server
import json
import os
import socket
import subprocess
import sys
import threading
import time

SOURCE = os.environ.get('KABINET_SOURCE_DIR', os.path.realpath(os.path.join(os.path.dirname(__file__), '..', '..')))
BUILD = os.environ.get('KABINET_BUILD_DIR', os.path.join(SOURCE, 'build'))
OPENAPI = os.path.join(SOURCE, 'data', 'openapi.yaml')
TRAFFIC = os.path.join(BUILD, 'contract-traffic')
HOP_BY_HOP = {'connection', 'keep-alive', 'transfer-encoding', 'te', 'upgrade', 'proxy-authorization'}
NOT_SENT_ON = HOP_BY_HOP | {'content-length', 'sl-violations', 'date', 'server'}


def node_modules():
    """The folder of the pinned tools, or None where they are not installed."""
    folder = os.path.join(os.environ.get('KABINET_NODE', os.path.join(SOURCE, 'tests', 'contract')), 'node_modules')
    return folder if os.path.isdir(folder) else None


def prism_program():
    """The pinned Prism, or None where the tools are not installed."""
    folder = node_modules()
    return os.path.join(folder, '@stoplight', 'prism-cli', 'dist', 'index.js') if folder else None


def passes_by(path):
    """Whether a path is not JSON and so not Prism's business."""
    path = path.split('?', 1)[0]
    return (path.endswith(('/file', '/files', '/events', '/invoice', '/service-book')) or '/files/' in path or '/confirm/' in path
            or '/bank/' in path)


def problem_of(headers, body):
    """The name of the problem that an answer tells of, or None."""
    if 'application/problem+json' not in (headers.get('Content-Type') or ''):
        return None
    try:
        return json.loads(body)['type'].rsplit(':', 1)[1]
    except (ValueError, LookupError, TypeError):
        return 'unreadable'


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class ContractFront:
    """Prism and the front before it; use as a context manager. `url` is what clients talk to."""

    def __init__(self, upstream, traffic=TRAFFIC):
        self.upstream = upstream
        self.traffic = traffic
        self.violations = []
        self.exchanges = []
        self.lock = threading.Lock()

    @property
    def validated(self):
        """How many exchanges Prism has judged."""
        return sum(exchange['validated'] for exchange in self.exchanges)

    def __enter__(self):
        self.prism_port = free_port()
        self.prism = subprocess.Popen(
            ['node', prism_program(), 'proxy', '--errors', '--host', '127.0.0.1', '--port', str(self.prism_port), OPENAPI,
             self.upstream], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=dict(os.environ, SCARF_ANALYTICS='false', NO_COLOR='1'))
        self._await_prism()
        handler = type('Handler', (_Handler,), {'front': self})
        self.server = _Server(('127.0.0.1', 0), handler)
        self.url = f'http://127.0.0.1:{self.server.server_port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def _await_prism(self):
        said = []
        watchdog = threading.Timer(120, self.prism.kill)
        watchdog.start()
        for line in self.prism.stdout:
            said.append(line)
            if 'is listening' in line:
                break
        else:
            raise RuntimeError('Prism did not start: ' + ''.join(said))
        watchdog.cancel()
        # Keep its pipe empty, or it stands still.
        threading.Thread(target=lambda: [None for _ in self.prism.stdout], daemon=True).start()

    def __exit__(self, *_exception):
        self.server.shutdown()
        self.server.server_close()
        self.prism.terminate()
        self.prism.wait(30)
        if self.traffic is not None:
            os.makedirs(self.traffic, exist_ok=True)
            name = f'{os.path.basename(sys.argv[0])}-{time.time_ns()}.jsonl'
            with open(os.path.join(self.traffic, name), 'w', encoding='utf-8') as stream:
                stream.writelines(json.dumps(exchange) + '\n' for exchange in self.exchanges)

    def report(self, method, path, status, headers, body):
        """Keeps what Prism has to say about one exchange."""
        found = headers.get('sl-violations')
        if found is None and (b'stoplight.io/prism/errors' in body or status == 500):
            found = body.decode('utf-8', 'replace')[:2000]
        with self.lock:
            self.exchanges.append({'method': method, 'path': path.split('?', 1)[0], 'status': status,
                                   'problem': problem_of(headers, body), 'validated': not passes_by(path)})
            if found is not None:
                self.violations.append(f'{method} {path} -> {status}: {found}')


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_args):
        """A client that goes away is no fault."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    front = None

    def log_message(self, *_args):
        pass

    def _relay(self):
        length = int(self.headers.get('Content-Length') or 0)
        body = self.rfile.read(length) if length else None
        upstream = self.front.upstream.split('//', 1)[1]
        host = upstream if passes_by(self.path) else f'127.0.0.1:{self.front.prism_port}'
        connection = http.client.HTTPConnection(host, timeout=120)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP | {'host'}}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        if (answer.headers.get('Content-Type') or '').startswith('text/event-stream'):
            self._relay_stream(connection, answer)
            return
        data = answer.read()
        connection.close()
        self.front.report(self.command, self.path, answer.status, answer.headers, data)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in NOT_SENT_ON:
                self.send_header(name, value)
        empty = answer.status in (204, 304)
        if not empty:
            self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        if not empty and self.command != 'HEAD':
            self.wfile.write(data)

    def _relay_stream(self, connection, answer):
        """Passes on what comes when it comes, until one side has enough."""
        self.front.report(self.command, self.path, answer.status, answer.headers, b'')
        self.close_connection = True
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in NOT_SENT_ON:
                self.send_header(name, value)
        self.send_header('Connection', 'close')
        self.end_headers()
        try:
            while piece := answer.read1(65536):
                self.wfile.write(piece)
                self.wfile.flush()
        except OSError:
            pass
        finally:
            connection.close()

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_HEAD = _relay
