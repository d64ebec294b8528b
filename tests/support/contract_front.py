# SPDX-License-Identifier: GPL-3.0-or-later
"""A front for tests: JSON goes through Prism, which holds it against data/openapi.yaml; the rest goes straight.

Prism rewrites binary bodies and holds event streams back, so files, pages for the browser and streams pass it by.
Every violation that Prism reports is kept; a test asks for the list at its end and fails when it is not empty.
"""
import http.client
import http.server
import json
import os
import socket
import subprocess
import threading
import time

SOURCE = os.environ.get("KABINET_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "proxy-authorization"}


def prism_program():
    """The pinned Prism, or None where the contract tools are not installed."""
    folder = os.environ.get("KABINET_NODE", os.path.join(SOURCE, "tests", "contract"))
    program = os.path.join(folder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js")
    return program if os.path.exists(program) else None


def passes_by(path):
    """Whether a path is not JSON and so not Prism's business."""
    path = path.split("?", 1)[0]
    return path.endswith("/file") or path.endswith("/events") or "/confirm/" in path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ContractFront:
    """Prism and the front before it; use as a context manager. `url` is what clients talk to."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.violations = []
        self.seen = 0

    def __enter__(self):
        self.prism_port = free_port()
        self.prism = subprocess.Popen(
            ["node", prism_program(), "proxy", "--errors", "--host", "127.0.0.1", "--port", str(self.prism_port),
             os.path.join(SOURCE, "data", "openapi.yaml"), self.upstream],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=dict(os.environ, SCARF_ANALYTICS="false", NO_COLOR="1"))
        self._await_prism()
        handler = type("Handler", (_Handler,), {"front": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.url = "http://127.0.0.1:%d" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def _await_prism(self):
        deadline = time.monotonic() + 60
        for line in self.prism.stdout:
            if "is listening" in line:
                break
            if time.monotonic() > deadline:
                raise RuntimeError("Prism did not start")
        if self.prism.poll() is not None:
            raise RuntimeError("Prism ended at once")
        # Keep its pipe empty, or it stands still.
        threading.Thread(target=lambda: [None for _ in self.prism.stdout], daemon=True).start()

    def __exit__(self, *_exception):
        self.server.shutdown()
        self.server.server_close()
        self.prism.terminate()
        self.prism.wait(10)

    def report(self, method, path, status, headers, body):
        """Keep what Prism has to say about one exchange."""
        found = headers.get("sl-violations")
        if found:
            self.violations.append("%s %s -> %s: %s" % (method, path, status, found))
        elif b"stoplight.io/prism/errors" in body:
            self.violations.append("%s %s -> %s: %s" % (method, path, status, body.decode("utf-8", "replace")[:2000]))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    front = None

    def log_message(self, *_args):
        pass

    def _relay(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else None
        upstream = self.front.upstream.split("//", 1)[1]
        host = upstream if passes_by(self.path) else "127.0.0.1:%d" % self.front.prism_port
        connection = http.client.HTTPConnection(host, timeout=60)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP | {"host"}}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        data = answer.read()
        self.front.seen += 1
        self.front.report(self.command, self.path, answer.status, answer.headers, data)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in HOP_BY_HOP | {"content-length", "sl-violations", "date", "server"}:
                self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if answer.status not in (204, 304) and self.command != "HEAD":
            self.wfile.write(data)
        connection.close()

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_HEAD = _relay
