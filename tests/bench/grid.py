# SPDX-License-Identifier: GPL-3.0-or-later
"""ag-grid in Chromium over the windows of the same backend: what a web page for the same job costs.

Chromium is looked for on the path; ag-grid-community in the folder that KABINET_AG_GRID names, or among the node modules
of KABINET_NODE. Where one is missing nothing is measured, and missing() says why."""
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.request

HERE = os.path.dirname(os.path.realpath(__file__))
SCRIPT = os.path.join('dist', 'ag-grid-community.min.js')
BOUND = 120


def find_browser():
    return next(filter(None, map(shutil.which, ('chromium', 'chromium-browser', 'google-chrome'))), None)


def find_grid():
    folders = [os.environ.get('KABINET_AG_GRID', '')]
    if os.environ.get('KABINET_NODE'):
        folders.append(os.path.join(os.environ['KABINET_NODE'], 'node_modules', 'ag-grid-community'))
    return next((folder for folder in folders if folder and os.path.exists(os.path.join(folder, SCRIPT))), None)


@functools.cache
def missing():
    """Why there is nothing to measure, or None."""
    if find_browser() is None:
        return 'there is no Chromium'
    if find_grid() is None:
        return 'ag-grid-community is not installed (KABINET_AG_GRID names its folder)'
    return None


def memory_of(process):
    """PSS in kB of a process and all that it started."""
    children = {}
    for entry in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{entry}/stat', encoding='utf-8', errors='replace') as stream:
                parent = int(stream.read().rsplit(')', 1)[1].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        children.setdefault(parent, []).append(int(entry))
    wanted, total = [process], 0
    while wanted:
        one = wanted.pop()
        wanted += children.get(one, [])
        try:
            with open(f'/proc/{one}/smaps_rollup', encoding='utf-8') as stream:
                total += int(re.search(r'^Pss:\s+(\d+)', stream.read(), re.M)[1])
        except (OSError, TypeError):
            continue
    return total


class _Handler(http.server.BaseHTTPRequestHandler):
    """The page, the script, the windows of the backend with the token, and what the page has to tell."""
    origin = organisation = token = None
    state = None

    def log_message(self, *_args):
        pass

    def _send(self, kind, body):
        self.send_response(200)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == '/':
            with open(os.path.join(HERE, 'grid.html'), 'rb') as stream:
                self._send('text/html; charset=utf-8', stream.read())
        elif self.path == '/ag-grid.js':
            with open(os.path.join(find_grid(), SCRIPT), 'rb') as stream:
                self._send('text/javascript', stream.read())
        elif self.path.startswith('/documents'):
            request = urllib.request.Request(f'{self.origin}/{self.organisation}{self.path}', headers={
                'Authorization': f'Bearer {self.token}', 'User-Agent': 'Kabinet/0.1.0 (bench)'})
            with urllib.request.urlopen(request, timeout=BOUND) as answer:
                self._send('application/json', answer.read())
        else:
            self.send_error(404)

    def do_POST(self):
        self.state[self.path.strip('/')] = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        self.state['memory of ' + self.path.strip('/')] = memory_of(self.state['browser'].pid)
        self._send('application/json', b'{}')
        if self.path == '/done':
            self.state['ended'].set()


def measure(origin, organisation, token):
    """One run; the same quantities as the table's own."""
    state = {'ended': threading.Event()}
    handler = type('Handler', (_Handler,), {'origin': origin, 'organisation': organisation, 'token': token, 'state': state})
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as profile:
        begun = time.time() * 1000
        state['browser'] = subprocess.Popen(
            [find_browser(), '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', f'--user-data-dir={profile}',
             '--password-store=basic', '--window-size=1000,700', f'http://127.0.0.1:{server.server_port}/'],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ended = state['ended'].wait(BOUND)
        state['browser'].terminate()
        state['browser'].wait(30)
        server.shutdown()
        server.server_close()
    if not ended:
        raise RuntimeError('the page in Chromium did not come to its end')
    first, done = state['first'], state['done']
    return {'first_ms': first['at'] - begun, 'first_pss': state['memory of first'], 'last_pss': state['memory of done'],
            'first_rows': first['rows'], 'last_rows': done['rows'], 'frame_p50': done['p50'], 'frame_p99': done['p99'],
            'jump_ms': done['jump']}
