#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same POST twice is done once, whatever happens to the answer."""
import signal
import sys
import tempfile
import shutil
import threading
import uuid

from flowing import Flow, Tap, advance, database, outbox, register_alpha, start


def count(backend, table):
    return database(backend).execute(f'SELECT count(*) FROM {table}').fetchone()[0]


def test_keys(backend, tap):
    body = {'flow': 'registration', 'values': {}}
    answer = backend.ask('POST', '/beta/flows', body, headers={'Idempotency-Key': ''}, direct=True)
    tap.ok(answer.status in (400, 428), '/idempotency/an empty key', answer)
    answer = backend.ask('POST', '/beta/flows', body, key='not a uuid', direct=True)
    tap.equal(answer.problem, 'bad-request', '/idempotency/a key that is no UUID')
    key = str(uuid.uuid4())
    first = backend.ask('POST', '/beta/flows', body, key=key)
    before = count(backend, 'flows')
    second = backend.ask('POST', '/beta/flows', body, key=key)
    tap.equal((second.status, second.body), (201, first.body), '/idempotency/B7/same key, same answer')
    tap.equal(count(backend, 'flows'), before, '/idempotency/B7/done once')
    third = backend.ask('POST', '/beta/flows', {'flow': 'registration', 'values': {'phone': '+79130000099'}}, key=key)
    tap.equal((third.status, third.problem), (409, 'idempotency-mismatch'), '/idempotency/same key, another body')
    fourth = backend.ask('POST', '/alpha/flows', body, key=key)
    tap.ok(fourth.status == 201 and fourth.json['id'] != first.json['id'], '/idempotency/same key, another address')
    advance(backend, 2 * 24 * 3600)


def test_refusals(backend, tap):
    flow = Flow(backend, 'beta')
    flow.submit('phone', {'phone': '+79130000050'})
    key = str(uuid.uuid4())
    wrong = '111111' if flow.code('+79130000050') != '111111' else '222222'
    flow.submit('phone_code', {'code': wrong}, key=key)
    flow.submit('phone_code', {'code': wrong}, key=key)
    tap.equal((flow.answer.problem, flow.json['attempts_left']), ('wrong-code', 4), '/idempotency/a repeat costs no attempt')
    register_alpha(backend, 'anna@example.org')
    key = str(uuid.uuid4())
    answer = backend.ask('POST', '/alpha/sessions', {'login': 'anna@example.org', 'password': 'секрет 2'}, key=key)
    tap.equal(answer.status, 401, '/idempotency/a wrong password')
    database(backend).execute('DELETE FROM attempts')
    stored = count(backend, 'idempotency')
    backend.ask('POST', '/alpha/sessions', {'login': 'anna@example.org', 'password': 'секрет 2'}, key=key)
    tap.equal(count(backend, 'idempotency'), stored, '/idempotency/a 401 is not kept')


def test_scope(backend, tap):
    """An answer that somebody got is nobody else's, even with the key in hand."""
    tokens = []
    for email in ('vera@example.org', 'gleb@example.org'):
        register_alpha(backend, email)
        answer = backend.ask('POST', '/alpha/sessions', {'login': email, 'password': 'секрет 1'})
        tokens.append(answer.json['access_token'])
    key = str(uuid.uuid4())
    body = {'current': 'секрет 1', 'password': 'секрет 22'}
    tap.equal(backend.ask('POST', '/alpha/password', body, token=tokens[0], key=key).status, 204, '/idempotency/first person')
    tap.equal(backend.ask('POST', '/alpha/password', body, token=tokens[0], key=key).status, 204, '/idempotency/replayed')
    tap.equal(backend.ask('POST', '/alpha/password', body, key=key, direct=True).status, 401, '/idempotency/not without a token')
    answer = backend.ask('POST', '/alpha/sessions', {'login': 'gleb@example.org', 'password': 'секрет 1'})
    tap.equal(answer.status, 201, '/idempotency/the other person is untouched')
    tap.equal(backend.ask('POST', '/alpha/password', body, token=tokens[1], key=key).status, 204, '/idempotency/a key of one’s own')


def test_parallel(backend, tap):
    """Twenty clicks at once; the password hash is computed in a thread meanwhile."""
    key = str(uuid.uuid4())
    body = {'login': 'anna@example.org', 'password': 'секрет 1'}
    before = count(backend, 'sessions')
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(backend.ask('POST', '/alpha/sessions', body, key=key)))
               for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tap.equal({answer.status for answer in answers}, {201}, '/idempotency/B7/all succeed')
    tap.equal(len({answer.body for answer in answers}), 1, '/idempotency/B7/all with one answer')
    tap.equal(count(backend, 'sessions'), before + 1, '/idempotency/B7/one session')


def test_crash(tap):
    """The server dies after it has committed; started again it gives the answer that was lost."""
    folder = tempfile.mkdtemp(prefix='kabinet-')
    key = str(uuid.uuid4())
    with start(None, data=folder, front=False) as backend:
        flow = Flow(backend, 'beta')
        flow.submit('phone', {'phone': '+79130000051'}, key=key)
        lost = flow.answer
        backend.process.send_signal(signal.SIGKILL)
        backend.process.wait(30)
        backend.process.send_signal = lambda number: None
    with start(tap, data=folder) as backend:
        flow.backend = backend
        flow.submit('phone', {'phone': '+79130000051'}, key=key)
        tap.equal((flow.answer.status, flow.answer.body), (200, lost.body), '/idempotency/B7/the answer outlives a crash')
        tap.equal(len([m for m in outbox(backend) if m['to'] == '+79130000051']), 1, '/idempotency/B7/one message')
    shutil.rmtree(folder)


def main():
    tap = Tap()
    with start(tap) as backend:
        test_keys(backend, tap)
        test_refusals(backend, tap)
        test_scope(backend, tap)
        test_parallel(backend, tap)
    test_crash(tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
