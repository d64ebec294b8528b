#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The frame: options, headers, refusals, limits of size and time, start and stop."""
import json
import os
import re
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request

from flowing import ORGANISATIONS, Backend, Flow, Tap, database, outbox, start
from tap import PROGRAM

DEADLINE = 60

# What can be wrong with a flow: each is told with its place before anybody is led into it.
FLAWS = (
    ('an action that nobody knows', lambda flow, wiring: wiring.update(on_done=['fly_to_moon'])),
    ('no action', lambda flow, wiring: wiring.pop('on_done')),
    ('no step', lambda flow, wiring: flow.update(steps=[])),
    ('steps that are none', lambda flow, wiring: flow.update(steps=[1, 'x', None])),
    ('no form first', lambda flow, wiring: flow['steps'].pop(0)),
    ('no end', lambda flow, wiring: flow['steps'].pop()),
    ('a kind of step that nobody knows', lambda flow, wiring: flow['steps'][2].update(kind='seance')),
    ('a step without a title', lambda flow, wiring: flow['steps'][2].pop('title')),
    ('a step twice', lambda flow, wiring: flow['steps'].insert(1, dict(flow['steps'][0]))),
    ('back to no form', lambda flow, wiring: flow['steps'][3].update(back_to='done')),
    ('a code to nobody', lambda flow, wiring: flow['steps'][1].update(to='fax')),
    ('a code by pigeon', lambda flow, wiring: flow['steps'][1].update(channel='pigeon')),
    ('a code of twenty digits', lambda flow, wiring: flow['steps'][1].update(length=20)),
    ('a message without its code', lambda flow, wiring: flow['steps'][1].update(message={'text': 'Привет'})),
    ('a review that cannot reject', lambda flow, wiring: flow['steps'][2].update(kind='review')),
    ('a field without a name', lambda flow, wiring: flow['steps'][0]['fields'].append({'kind': 'text'})),
    ('a field twice', lambda flow, wiring: flow['steps'][0]['fields'].append(dict(flow['steps'][0]['fields'][0]))),
    ('a bad pattern', lambda flow, wiring: flow['steps'][0]['fields'][0].update(pattern='(')),
    ('a repeat of nothing', lambda flow, wiring: flow['steps'][0]['fields'][0].update(repeat_of='x')),
    ('a consent to nothing', lambda flow, wiring: flow['steps'][0]['fields'][0].update(kind='consent', document='x')),
    ('a condition on nothing', lambda flow, wiring: flow['steps'][2].update(when={'field': 'x', 'equals': 'y'})),
    ('a login that is not asked for', lambda flow, wiring: wiring.update(login={'phone': 'fax'})),
    ('a person of nothing', lambda flow, wiring: wiring.update(person={'name': []})),
)


def talk(backend, data, at_most=1 << 20):
    """Sends bytes and reads until the server closes; what it says, or b'' where it just hangs up."""
    host, port = backend.direct.removeprefix('http://').split(':')
    said = b''
    with socket.create_connection((host, int(port)), timeout=DEADLINE) as connection:
        try:
            connection.sendall(data)
            while len(said) < at_most:
                part = connection.recv(65536)
                if not part:
                    break
                said += part
        except (ConnectionResetError, BrokenPipeError):
            pass
    return said


def request(line, headers=(), body=b'', close=True):
    lines = [line, 'Host: 127.0.0.1', *headers] + (['Connection: close'] if close else [])
    return '\r\n'.join(lines).encode() + b'\r\n\r\n' + body


def status_of(said):
    return int(said.split(b' ', 2)[1]) if said.startswith(b'HTTP/1.') else None


def test_headers(backend, tap):
    answer = backend.ask('GET', '/health')
    tap.equal((answer.status, answer.json['status'], answer.headers['X-Kabinet']), (200, 'ok', '1'), '/server/B10/health')
    tap.ok(re.fullmatch('[0-9a-f-]{36}', answer.headers['X-Request-ID']), '/server/B12/an id for every request')
    answer = backend.ask('GET', '/health', headers={'X-Request-ID': 'abc-1'})
    tap.equal(answer.headers['X-Request-ID'], 'abc-1', '/server/B12/the client’s own id comes back')
    answer = backend.ask('GET', '/health', headers={'X-Request-ID': 'a b<script>' * 20}, direct=True)
    tap.ok('script' not in answer.headers['X-Request-ID'], '/server/B12/unless it could do harm')
    tap.equal((answer.headers['Cache-Control'], answer.headers['X-Content-Type-Options']), ('no-store', 'nosniff'), '/server/headers')
    listed = backend.ask('GET', '/organisations').json['items']
    tap.equal([item['id'] for item in listed], ['alpha', 'beta', 'delta', 'gamma'], '/server/directory')


def test_descriptor(backend, tap):
    answer = backend.ask('GET', '/gamma')
    tap.ok('server' not in answer.json and 'create_person' not in answer.body.decode(), '/server/the server part stays here')
    tap.equal(answer.headers['Cache-Control'], 'private, no-cache', '/server/what has a tag may be kept, and asked about')
    steps = answer.json['flows']['registration']['steps']
    tap.ok(all(set(step) <= {'id', 'kind', 'title'} for step in steps), '/server/steps are summaries', steps)
    tap.equal(len(answer.json['legal'][0]['sha256']), 64, '/server/H-20/texts with their digest')
    again = backend.ask('GET', '/gamma', headers={'If-None-Match': answer.headers['ETag']})
    tap.equal((again.status, again.body), (304, b''), '/server/B2/not modified')
    again = backend.ask('GET', '/gamma', headers={'If-None-Match': '"x", W/' + answer.headers['ETag']})
    tap.equal(again.status, 304, '/server/B2/one of several tags')
    tap.equal(backend.ask('GET', '/gamma', headers={'If-None-Match': '"x"'}).status, 200, '/server/B2/modified')


def test_refusals(backend, tap):
    for method, path, status, problem in (
            ('GET', '/nobody', 404, 'not-found'), ('GET', '/nobody/flows/x', 404, 'not-found'), ('GET', '/alpha/nothing', 404, 'not-found'),
            ('GET', '/', 404, 'not-found'), ('GET', '//alpha', 404, 'not-found'), ('GET', '/alpha/', 404, 'not-found'),
            ('GET', '/alpha%2Fme', 404, 'not-found'), ('GET', '/%ff%fe', 404, 'not-found'), ('GET', '/%00', 404, 'not-found'),
            ('GET', '/alpha?x=1', 400, 'unknown-parameter'), ('GET', '/health?a=b&a=c', 400, 'unknown-parameter'),
            ('GET', '/demo/outbox?since=-1', 400, 'bad-request'), ('GET', '/demo/outbox?since=1&since=2', 400, 'bad-request'),
            ('GET', '/demo/outbox?since=1e9', 400, 'bad-request'), ('GET', '/demo/outbox?organisation=%ff', 400, 'bad-request'),
            ('DELETE', '/alpha', 405, 'method-not-allowed'), ('PUT', '/alpha/flows', 405, 'method-not-allowed'),
            ('BREW', '/alpha', 405, 'method-not-allowed')):
        answer = backend.ask(method, path, direct=True)
        tap.equal((answer.status, answer.problem), (status, problem), f'/server/K6/{method} {path}')
        if status == 405:
            tap.ok(method not in answer.headers['Allow'], f'/server/what {path} takes: {answer.headers["Allow"]}')
    answer = backend.ask('GET', '/nobody', direct=True)
    tap.equal((answer.json['type'], answer.json['status'], answer.json['instance']), ('urn:kabinet:problem:not-found', 404, '/nobody'), '/server/RFC 9457')


def test_bodies(backend, tap):
    def post(body, kind='application/json', key='9b2d5b0e-0000-4000-8000-000000000001'):
        headers = [f'Content-Type: {kind}', f'Content-Length: {len(body)}'] + ([f'Idempotency-Key: {key}'] if key else [])
        return talk(backend, request('POST /beta/flows HTTP/1.1', headers, body))

    deep = b'{"flow":' + b'[' * 100000 + b']' * 100000 + b'}'
    for body, kind, key, status, name in (
            (b'{"flow"', 'application/json', True, 400, 'cut off'), (b'[]', 'application/json', True, 400, 'no object'),
            (b'"x"', 'application/json', True, 400, 'a text'), (b'null', 'application/json', True, 400, 'null'),
            (b'{"flow":"registration",}', 'application/json', True, 400, 'a comma too many'),
            (b'{"flow":"\xff\xfe"}', 'application/json', True, 400, 'J3: bad UTF-8'),
            (b'{"flow":"a\\u0000b"}', 'application/json', True, 400, 'J3: a null character'),
            (b'{"flow":"\\ud800"}', 'application/json', True, 400, 'J3: half a surrogate'),
            (deep[:60000], 'application/json', True, 400, 'J3: deep nesting'),
            (b'{"flow":' + b'{"a":' * 40 + b'1' + b'}' * 41, 'application/json', True, 400, 'J3: forty levels'),
            (b'{"flow":5}', 'application/json', True, 400, 'a number for a name'), (b'{}', 'application/json', True, 400, 'nothing'),
            (b'{"flow":"no such"}', 'application/json', True, 404, 'no such flow'),
            (b'{"flow":"registration","values":7}', 'application/json', True, 201, 'values of a wrong type are none'),
            (b'{"flow":"registration"}', 'text/plain', True, 415, 'not JSON'),
            (b'flow=registration', 'application/x-www-form-urlencoded', True, 415, 'a web form'),
            (b'{"flow":"registration"}', 'application/json', False, 428, 'no Idempotency-Key')):
        key = f'9b2d5b0e-0000-4000-8000-{abs(hash(name)) % 10 ** 12:012}' if key else None
        tap.equal(status_of(post(body, kind, key)), status, f'/server/body: {name}')
    tap.equal(backend.ask('GET', '/health').status, 200, '/server/and it still lives')


def test_sizes(backend, tap):
    def post(body, *headers):
        return talk(backend, request('POST /beta/flows HTTP/1.1', ['Content-Type: application/json', *headers], body))

    tap.equal(status_of(post(b'x' * 65537, 'Content-Length: 65537')), 413, '/server/J2/a byte too much')
    tap.equal(status_of(post(b'x' * 1000000, 'Content-Length: 1000000')), 413, '/server/J2/a megabyte')
    chunk = b'10000\r\n' + b'x' * 65536 + b'\r\n'
    tap.equal(status_of(post(chunk * 3 + b'0\r\n\r\n', 'Transfer-Encoding: chunked')), 413, '/server/J2/chunks without a length')
    tap.equal(post(chunk * 200, 'Transfer-Encoding: chunked')[:12] in (b'', b'HTTP/1.1 413'), True, '/server/J2/endless chunks are cut off')
    said = talk(backend, request('GET /health HTTP/1.1', ['X-Big: ' + 'y' * 300000]))
    tap.ok(status_of(said) in (None, 400, 413, 431), '/server/J2/huge headers', said[:100])
    said = talk(backend, request('GET /' + 'a' * 200000 + ' HTTP/1.1'))
    tap.ok(status_of(said) in (None, 400, 404, 414), '/server/J2/a huge address', said[:100])
    for garbage in (b'\0\1\2\3\r\n\r\n', b'GET\r\n\r\n', b'GET / HTTP/9.9\r\n\r\n', b'\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', b'\r\n' * 1000):
        said = talk(backend, garbage)
        tap.ok(status_of(said) in (None, 400, 404, 505), f'/server/garbage {garbage[:12]!r}', said[:200])
    tap.equal(backend.ask('GET', '/health').status, 200, '/server/and it still lives')


def test_slow(tap):
    """Whoever sends slower than the server likes is hung up on; others are served meanwhile."""
    with start(tap, '--read-timeout', '1', front=False) as backend:
        idle = [socket.create_connection(('127.0.0.1', int(backend.direct.rsplit(':', 1)[1])), timeout=DEADLINE) for _ in range(50)]
        for number, connection in enumerate(idle):
            connection.sendall((b'', b'GET /hea', request('POST /beta/flows HTTP/1.1', ['Content-Length: 100'], b'ab'))[number % 3])
        tap.equal(backend.ask('GET', '/health').status, 200, '/server/slow ones do not keep others out')
        closed = []
        for connection in idle:
            try:
                closed.append(connection.recv(4096) == b'')
            except ConnectionResetError:
                closed.append(True)
            connection.close()
        tap.ok(all(closed), '/server/slow ones are hung up on', closed)
        kept = socket.create_connection(('127.0.0.1', int(backend.direct.rsplit(':', 1)[1])), timeout=DEADLINE)
        kept.sendall(request('GET /health HTTP/1.1', close=False))
        said = b''
        while True:
            part = kept.recv(4096)
            said += part
            if not part:
                break
        tap.equal(status_of(said), 200, '/server/an idle connection is closed in the end')


def test_pace(tap):
    with Backend('--demo-clock', organisations=ORGANISATIONS, tap=tap, front=False) as backend:
        pass
    with Backend('--demo-clock', '--rate-limit', '20', organisations=ORGANISATIONS, tap=tap, front=False) as backend:
        statuses = [backend.ask('GET', '/health').status for _ in range(25)]
        tap.equal((statuses[:20], set(statuses[20:])), ([200] * 20, {429}), '/server/B6/so many requests a minute')
        answer = backend.ask('GET', '/health')
        tap.ok(0 < int(answer.headers['Retry-After']) <= 60 and answer.json['scope'] == 'address', '/server/B6/and when again', answer)
    with Backend('--demo-clock', '--demo-outbox', '--behind-proxy', '--rate-limit', '40', organisations=ORGANISATIONS, tap=tap, front=False) as backend:
        for number in range(45):
            backend.ask('GET', '/health', headers={'X-Forwarded-For': '203.0.113.9'})
        answer = backend.ask('GET', '/health', headers={'X-Forwarded-For': '203.0.113.9, 203.0.113.10'})
        tap.equal(answer.status, 200, '/server/behind a proxy, addresses are told apart')
        answer = backend.ask('GET', '/health', headers={'X-Forwarded-For': '203.0.113.10, 203.0.113.9'})
        tap.equal(answer.status, 429, '/server/only what the proxy itself says counts')
        flows = [backend.ask('POST', '/beta/flows', {'flow': 'registration', 'values': {}}, headers={'X-Forwarded-For': '198.51.100.1'}).status for _ in range(6)]
        tap.equal(flows, [201] * 4 + [429] * 2, '/server/flows have a pace of their own')


def test_old_client(tap):
    with start(tap, '--minimum-client', '0.2', front=False) as backend:
        answer = backend.ask('GET', '/organisations')
        tap.equal((answer.status, answer.problem, answer.json['minimum']), (426, 'client-too-old', '0.2'), '/server/A-86/too old')
        for agent, status in (('Kabinet/0.2.0 (x)', 200), ('Kabinet/0.10', 200), ('Kabinet/0.1.9', 426), ('Mozilla/5.0', 200)):
            tap.equal(backend.ask('GET', '/organisations', headers={'User-Agent': agent}).status, status, f'/server/A-86/{agent}')
        tap.equal(backend.ask('GET', '/health').status, 200, '/server/A-86/health can always be asked')


def test_maintenance(backend, tap):
    path = os.path.join(backend.data, 'maintenance')
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write('Обновляем до 14:00\n')
    answer = backend.ask('GET', '/organisations', direct=True)
    tap.equal((answer.status, answer.problem, answer.json['detail']), (503, 'maintenance', 'Обновляем до 14:00'), '/server/A-81/notice')
    tap.ok(int(answer.headers['Retry-After']) > 0, '/server/A-81/when to come again')
    os.remove(path)
    tap.equal(backend.ask('GET', '/organisations').status, 200, '/server/A-81/over')


def test_locked(tap):
    """Another program keeps the database: nothing is half done, and afterwards all goes on."""
    with start(tap, front=False) as backend:
        flow = Flow(backend, 'beta')
        other = database(backend)
        other.execute('BEGIN IMMEDIATE')
        flow.submit('phone', {'phone': '+79130000045'})
        tap.equal((flow.answer.status, flow.answer.problem), (500, 'internal'), '/server/a locked database is told')
        other.execute('ROLLBACK')
        tap.equal(outbox(backend), [], '/server/and nothing was half done')
        flow.submit('phone', {'phone': '+79130000045'})
        tap.equal((flow.at, len(outbox(backend))), ('phone_code', 1), '/server/the same again works')


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=DEADLINE, check=False)
    return done.returncode, done.stderr


def test_start(tap):
    folder = tempfile.mkdtemp(prefix='kabinet-')
    data, organisations = os.path.join(folder, 'data'), os.path.join(folder, 'organisations')
    os.mkdir(organisations)
    with open(os.path.join(ORGANISATIONS, 'beta.json'), encoding='utf-8') as stream:
        good = json.load(stream)

    def attempt(name, text):
        path = os.path.join(organisations, 'one.json')
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write(text if isinstance(text, str) else json.dumps(text))
        status, said = run('--data', data, '--organisations', organisations, '--port', '0')
        tap.ok(status == 1 and said.count('\n') == 1 and ('one.json' in said or 'beta' in said), f'/server/a descriptor: {name}', said)

    attempt('no JSON', 'x')
    attempt('no object', '[]')
    attempt('no id', {**good, 'id': None})
    attempt('a reserved id', {**good, 'id': 'demo'})
    attempt('an id that is a path', {**good, 'id': '../x'})
    attempt('no such zone', {**good, 'time_zone': 'Mars/Olympus'})
    attempt('a legal text without a version', {**good, 'legal': [{'id': 'a', 'text': 'b'}]})
    for name, change in FLAWS:
        flawed = json.loads(json.dumps(good))
        change(flawed['flows']['registration'], flawed['server']['flows']['registration'])
        attempt(name, flawed)
    for arguments, word in ((('--port', '0'), '--data'), (('--data', data), '--organisations'),
                            (('--data', data, '--organisations', organisations, '--port', '70000'), '--port'),
                            (('--data', data, '--organisations', folder + '/nowhere'), 'nowhere'),
                            (('--data', '/proc/nowhere', '--organisations', ORGANISATIONS), '/proc/nowhere'),
                            (('--data', data, '--organisations', ORGANISATIONS, '--smtp', 'smtp://x'), '--mail-from'),
                            (('--nonsense',), 'nonsense')):
        status, said = run(*arguments)
        tap.ok(status == 1 and word in said, f'/server/options: {word}', said)
    shutil.rmtree(folder)


def test_database(tap):
    """A database that another server left: kept, brought up, or refused."""
    folder = tempfile.mkdtemp(prefix='kabinet-')
    with start(None, data=folder, front=False) as backend:
        flow = Flow(backend, 'beta')
    with start(tap, data=folder, front=False) as backend:
        flow.backend = backend
        flow.get()
        tap.equal((flow.answer.status, flow.at), (200, 'phone'), '/server/a restart loses nothing')
        connection = database(backend)
        tap.equal(connection.execute('PRAGMA journal_mode').fetchone()[0], 'wal', '/server/WAL')
        tap.equal(connection.execute('PRAGMA foreign_key_check').fetchall(), [], '/server/foreign keys hold')
        connection.execute("UPDATE schema_parts SET version = 99 WHERE part = 'flows'")
        connection.close()
    status, said = run('--data', folder, '--organisations', ORGANISATIONS, '--port', '0')
    tap.ok(status == 1 and 'newer' in said, '/server/a newer database is refused', said)
    with open(os.path.join(folder, 'kabinet.sqlite'), 'wb') as stream:
        stream.write(b'garbage' * 1000)
    status, said = run('--data', folder, '--organisations', ORGANISATIONS, '--port', '0')
    tap.ok(status == 1 and said.startswith('kabinet-backend: '), '/server/a broken database is refused in words', said)
    shutil.rmtree(folder)


def test_stop(tap):
    """Asked to stop while passwords are being hashed in earnest, it finishes them and goes."""
    folder = tempfile.mkdtemp(prefix='kabinet-')
    process = subprocess.Popen([PROGRAM, '--data', folder, '--organisations', ORGANISATIONS, '--port', '0'], stdout=subprocess.PIPE, text=True)
    port = int(process.stdout.readline().rsplit(':', 1)[1])
    body = b'{"login":"a@example.org","password":"b"}'
    connections = []
    for number in range(8):
        connection = socket.create_connection(('127.0.0.1', port), timeout=DEADLINE)
        connection.sendall(request('POST /alpha/sessions HTTP/1.1', ['Content-Type: application/json', f'Content-Length: {len(body)}',
                                                                     f'Idempotency-Key: 9b2d5b0e-0000-4000-8000-00000000000{number}'], body))
        connections.append(connection)
    with urllib.request.urlopen(f'http://127.0.0.1:{port}/health', timeout=DEADLINE) as answer:
        answered = select.select(connections, [], [], 0)[0]
        tap.ok(answer.status == 200 and len(answered) < 8, '/server/hashes keep nobody waiting', len(answered))
    first = connections[0].recv(4096)
    process.terminate()
    tap.equal((status_of(first), process.wait(DEADLINE)), (401, 0), '/server/stops cleanly in the middle of work')
    for connection in connections:
        connection.close()
    process.stdout.close()
    shutil.rmtree(folder)


def test_without_demo(tap):
    with Backend(organisations=ORGANISATIONS, tap=tap, front=False) as backend:
        tap.equal(backend.ask('GET', '/demo/outbox').status, 404, '/server/no outbox but in a demo')
        tap.equal(backend.ask('POST', '/demo/clock', {'advance_seconds': 1}).status, 404, '/server/no clock but in a demo')
        flow = Flow(backend, 'beta')
        flow.submit('phone', {'phone': '+79130000045'})
        tap.equal(flow.step['delivery'], 'failed', '/server/no gateway, no lie')


def main():
    tap = Tap()
    with start(tap) as backend:
        test_headers(backend, tap)
        test_descriptor(backend, tap)
        test_refusals(backend, tap)
        test_bodies(backend, tap)
        test_sizes(backend, tap)
        test_maintenance(backend, tap)
    test_locked(tap)
    test_slow(tap)
    test_pace(tap)
    test_old_client(tap)
    test_start(tap)
    test_database(tap)
    test_without_demo(tap)
    test_stop(tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
