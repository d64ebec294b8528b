#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in, turning tokens over, signing out."""
import glob
import os
import sys
import threading

from flowing import Tap, advance, database, register_alpha, start

LOGIN = {'login': 'anna@example.org', 'password': 'секрет 1'}


def sign_in(backend, **more):
    return backend.ask('POST', '/alpha/sessions', {**LOGIN, **more})


def refresh(backend, token, organisation='alpha', **more):
    return backend.ask('POST', f'/{organisation}/sessions/refresh', {'refresh_token': token}, **more)


def test_shape(backend, tap):
    answer = sign_in(backend, remember=True)
    tap.equal(answer.status, 201, '/sessions/A-12/signed in')
    tap.equal(sorted(answer.json), ['access_token', 'expires_in', 'person', 'refresh_token', 'session_id'],
              '/sessions/members')
    tap.equal(answer.json['expires_in'], 600, '/sessions/access is short')
    tap.equal(answer.json['person']['must_change_password'], False, '/sessions/chosen password')
    token = answer.json['access_token']
    tap.equal(backend.ask('GET', '/alpha/me', token=token).status, 200, '/sessions/token opens')
    tap.equal(backend.ask('GET', '/alpha/me', direct=True).problem, 'unauthorized', '/sessions/no token')
    tap.equal(backend.ask('GET', '/alpha/me', token='x' * 43).problem, 'unauthorized', '/sessions/forged token')
    tap.equal(backend.ask('GET', '/beta/me', token=token).problem, 'unauthorized', '/sessions/token of another organisation')
    advance(backend, 600)
    tap.equal(backend.ask('GET', '/alpha/me', token=token).problem, 'unauthorized', '/sessions/token runs out')


def test_wrong(backend, tap):
    unknown = backend.ask('POST', '/alpha/sessions', {'login': 'nobody@example.org', 'password': 'секрет 1'})
    wrong = sign_in(backend, password='секрет 2')
    tap.equal((wrong.status, wrong.problem), (401, 'wrong-credentials'), '/sessions/A-82/said plainly')
    same = {key: value for key, value in wrong.json.items()} == unknown.json
    tap.ok(same, '/sessions/A-82/not which part is wrong', f'{wrong!r}\n{unknown!r}')
    for body, errors in (({}, {'/login': 'required', '/password': 'required'}), ({'login': 5, 'password': []},
                         {'/login': 'required', '/password': 'required'}),
                         ({'login': 'a' * 300, 'password': 'b' * 2000}, {'/login': 'too_long', '/password': 'too_long'})):
        answer = backend.ask('POST', '/alpha/sessions', body, direct=True)
        tap.equal({error['pointer']: error['code'] for error in answer.json['errors']}, errors, f'/sessions/{str(body)[:40]}')
    sign_in(backend, password='секрет 3')
    sign_in(backend, password='секрет 4')
    answer = sign_in(backend)
    tap.equal((answer.status, answer.json.get('scope')), (429, 'login'), '/sessions/three attempts, then a pause')
    tap.ok(0 < int(answer.headers['Retry-After']) <= 900, '/sessions/how long the pause is')
    advance(backend, 900)
    tap.equal(sign_in(backend).status, 201, '/sessions/the pause ends')


def test_rotation(backend, tap):
    first = sign_in(backend, remember=True).json
    second = refresh(backend, first['refresh_token'])
    tap.equal(second.status, 200, '/sessions/A8/refreshed')
    tap.ok(second.json['refresh_token'] != first['refresh_token'], '/sessions/A8/rotated')
    again = refresh(backend, first['refresh_token'])
    tap.equal((again.json['refresh_token'], again.json['access_token']),
              (second.json['refresh_token'], second.json['access_token']), '/sessions/A8/a lost answer: the same successor')
    tap.equal(backend.ask('GET', '/alpha/me', token=first['access_token']).status, 200, '/sessions/old access lives on')
    third = refresh(backend, second.json['refresh_token']).json
    advance(backend, 61)
    tap.equal(refresh(backend, first['refresh_token']).problem, 'unauthorized', '/sessions/A8/reuse after a minute')
    tap.equal(refresh(backend, third['refresh_token']).problem, 'unauthorized', '/sessions/A8/the family is over')
    tap.equal(backend.ask('GET', '/alpha/me', token=third['access_token']).problem, 'unauthorized',
              '/sessions/A8/its access too')
    tap.equal(refresh(backend, 'nonsense').problem, 'unauthorized', '/sessions/unknown refresh token')
    tap.equal(backend.ask('POST', '/alpha/sessions/refresh', {}, direct=True).problem, 'bad-request', '/sessions/no refresh token')
    other = sign_in(backend).json
    tap.equal(refresh(backend, other['refresh_token'], 'beta').problem, 'unauthorized', '/sessions/refresh elsewhere')


def test_parallel(backend, tap):
    token = sign_in(backend).json['refresh_token']
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(refresh(backend, token))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tap.equal({answer.status for answer in answers}, {200}, '/sessions/A5/twenty at once')
    tap.equal(len({answer.json['refresh_token'] for answer in answers}), 1, '/sessions/A5/all get the same successor')


def test_remember(backend, tap):
    short = sign_in(backend, remember=False).json
    long = sign_in(backend, remember=True).json
    advance(backend, 25 * 3600)
    tap.equal(refresh(backend, short['refresh_token']).problem, 'unauthorized', '/sessions/A-14/not remembered')
    tap.equal(refresh(backend, long['refresh_token']).status, 200, '/sessions/A-14/remembered')


def test_list(backend, tap):
    mine = sign_in(backend).json
    other = sign_in(backend).json
    listed = backend.ask('GET', '/alpha/sessions', token=mine['access_token']).json['items']
    current = [item['id'] for item in listed if item['current']]
    tap.equal(current, [mine['session_id']], '/sessions/list says which is this')
    tap.equal(listed[0]['client'], 'Kabinet/0.1.0 (test)', '/sessions/list names the client')
    answer = backend.ask('DELETE', f'/alpha/sessions/{other["session_id"]}', token=mine['access_token'])
    tap.equal(answer.status, 204, '/sessions/sign out elsewhere')
    tap.equal(backend.ask('GET', '/alpha/me', token=other['access_token']).problem, 'unauthorized', '/sessions/it is out')
    tap.equal(refresh(backend, other['refresh_token']).problem, 'unauthorized', '/sessions/its refresh token too')
    register_alpha(backend, 'eva@example.org')
    stranger = backend.ask('POST', '/alpha/sessions', {'login': 'eva@example.org', 'password': 'секрет 1'}).json
    answer = backend.ask('DELETE', f'/alpha/sessions/{mine["session_id"]}', token=stranger['access_token'])
    tap.equal(answer.problem, 'not-found', '/sessions/nobody ends another’s session')
    answer = backend.ask('DELETE', '/alpha/sessions/current', token=mine['access_token'])
    tap.equal(answer.status, 204, '/sessions/sign out here')
    tap.equal(backend.ask('GET', '/alpha/me', token=mine['access_token']).problem, 'unauthorized', '/sessions/signed out')


def test_password(backend, tap):
    here = sign_in(backend).json
    elsewhere = sign_in(backend).json
    token = here['access_token']
    answer = backend.ask('POST', '/alpha/password', {'current': 'wrong', 'password': 'новый секрет'}, token=token)
    tap.equal(answer.json['errors'], [{'pointer': '/current', 'code': 'mismatch'}], '/password/wrong current one')
    answer = backend.ask('POST', '/alpha/password', {'current': 'секрет 1', 'password': '123'}, token=token)
    tap.equal(answer.json['errors'][0]['code'], 'password_length', '/password/the rule holds here too')
    answer = backend.ask('POST', '/alpha/password', {'current': 'секрет 1', 'password': 'новый секрет'}, token=token)
    tap.equal(answer.status, 204, '/password/changed')
    tap.equal(backend.ask('GET', '/alpha/me', token=token).status, 200, '/password/this session stays')
    tap.equal(backend.ask('GET', '/alpha/me', token=elsewhere['access_token']).problem, 'unauthorized', '/password/others end')
    tap.equal(sign_in(backend).problem, 'wrong-credentials', '/password/the old one is dead')
    tap.equal(sign_in(backend, password='новый секрет').status, 201, '/password/the new one works')


def test_blocked(backend, tap):
    tokens = sign_in(backend, password='новый секрет').json
    database(backend).execute("UPDATE persons SET blocked_at = 1790000000, blocked_reason = 'Долг <b>' WHERE email = ?",
                              (LOGIN['login'],))
    for answer, name in ((sign_in(backend, password='новый секрет'), 'sign-in'),
                         (refresh(backend, tokens['refresh_token']), 'refresh'),
                         (backend.ask('GET', '/alpha/me', token=tokens['access_token']), 'any call')):
        tap.equal((answer.status, answer.problem, answer.json.get('reason')), (403, 'blocked', 'Долг <b>'),
                  f'/sessions/A-83/{name} says why')
    tap.equal(answer.json['contact']['label'], 'Справочная', '/sessions/A-83/whom to ask')
    tap.ok(answer.json['since'].startswith('2026-09-2'), '/sessions/A-83/since when', answer.json['since'])
    tap.equal(sign_in(backend, password='не тот').problem, 'wrong-credentials', '/sessions/A-83/strangers learn nothing')


def test_at_rest(backend, tap, secrets):
    """No token and no password is readable in anything that the server wrote."""
    written = b''
    inside = glob.glob(os.path.join(backend.data, '**'), recursive=True)
    for path in filter(os.path.isfile, inside):
        with open(path, 'rb') as stream:
            written += stream.read()
    found = [secret for secret in secrets if secret.encode() in written]
    tap.equal(found, [], '/sessions/A10/nothing secret at rest')
    loose = [path for path in inside if os.stat(path).st_mode & 0o077]
    tap.equal(loose, [], '/sessions/J9/files are the owner’s alone')


def main():
    tap = Tap()
    with start(tap) as backend:
        register_alpha(backend, 'anna@example.org')
        test_shape(backend, tap)
        test_wrong(backend, tap)
        test_rotation(backend, tap)
        test_parallel(backend, tap)
        test_remember(backend, tap)
        test_list(backend, tap)
        seen = sign_in(backend).json
        after = refresh(backend, seen['refresh_token']).json
        test_at_rest(backend, tap, [seen['access_token'], seen['refresh_token'], after['access_token'],
                                    after['refresh_token'], 'секрет 1'])
        test_password(backend, tap)
        test_blocked(backend, tap)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
