#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Server-sent events: who hears what, what is made up for after a break, and how a stream ends."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
sys.path.insert(0, os.path.dirname(__file__))
from listening import Listener  # noqa: E402
from tap import Backend, Tap  # noqa: E402
from test_actions import Desk, consent, staff_of  # noqa: E402


def test_hints(backend, tap):
    customer, staff = Desk(backend, 'east-motors'), staff_of(backend, 'east-motors')
    other = backend.sign_in('east-motors', 'fleet@example.org')
    with Listener(backend, 'east-motors', customer.token) as hears, Listener(backend, 'east-motors', staff.token) as desk, \
            Listener(backend, 'east-motors', other) as stranger:
        tap.equal((hears.status, hears.headers['Content-Type'], hears.headers['X-Accel-Buffering'],
                   hears.headers['Cache-Control']), (200, 'text/event-stream', 'no', 'no-store'),
                  '/events/D2/a stream that proxies let through')
        tap.equal((hears.greeting, hears.retry), (None, 30000), '/events/D8/it says over what time to come back')
        document = staff.find('1000031842')
        answer = staff.act(document, 'offer_time', {'day': '2026-12-01', 'time': '09:30'})
        hint = {'type': 'document', 'id': document['id'], 'version': answer.json['version']}
        tap.equal(hears.next_of('document'), hint, '/events/E-45/the customer hears of a new status (3.8 live status)')
        tap.equal(desk.next_of('document'), hint, '/events/E-45/staff/and so does the desk')
        refused = staff.act(document, 'offer_time', {'day': '2026-12-02', 'time': '09:30'})
        tap.equal(refused.status, 412, '/events/what is refused')
        accepted = customer.act(customer.read(document['id']), 'accept_time')
        tap.equal(hears.next_of('document')['version'], accepted.json['version'], '/events/is not told')
        backend.ask('DELETE', '/east-motors/sessions/current', token=other)
        backend.ask('POST', '/demo/clock', {'advance_seconds': 1})
        tap.equal(stranger.read_to_end(), [], '/events/nobody hears of other people’s documents; a sign-out ends the stream')
    return hears.last, desk.last


def test_break(backend, tap, last):
    """D4: what happened meanwhile is told afterwards, once and in order."""
    customer, staff = Desk(backend, 'east-motors'), staff_of(backend, 'east-motors')
    with Listener(backend, 'east-motors', customer.token, last=last) as hears:
        tap.equal((hears.greeting, hears.last), (None, last), '/events/D4/nothing missed, nothing told')
    document = staff.find('ИСТ0002714')
    answer = customer.act(document, 'approve', lines=consent(document))
    tap.equal(answer.status, 200, '/events/something happens in the break')
    with Listener(backend, 'east-motors', customer.token, last=last) as hears:
        tap.equal(hears.next_of('document'), {'type': 'document', 'id': document['id'], 'version': answer.json['version']},
                  '/events/D4/what was missed is told')
        newest = hears.last
    with Listener(backend, 'east-motors', customer.token, last=newest) as hears:
        tap.equal(hears.greeting, None, '/events/D4/and not told twice')
    for strange in ('9223372036854775807', '999999', '-4', 'seventeen'):
        with Listener(backend, 'east-motors', customer.token, last=strange) as hears:
            tap.equal((hears.greeting, int(hears.last) >= int(newest)), (('reset', {}), True),
                      f'/events/D4/{strange!r} is nothing to go on from')


def test_refusals(backend, tap):
    tap.equal(backend.ask('GET', '/east-motors/events').problem, 'unauthorized', '/events/a token is needed')
    tap.equal(backend.ask('GET', '/nowhere/events', token='x').problem, 'not-found', '/events/no such organisation')
    token = backend.sign_in('autodoc')
    tap.equal(backend.ask('GET', '/east-motors/events', token=token).status, 401, '/events/a token of another organisation')
    listeners = [Listener(backend, 'autodoc', token).__enter__() for _ in range(8)]
    with Listener(backend, 'autodoc', token) as ninth:
        tap.equal((ninth.status, ninth.headers['Retry-After']), (429, '60'), '/events/D6/one person has so many streams')
    for listener in listeners:
        listener.__exit__()


def test_restart(tap, folder, last):
    """Events outlive the server, so that a restart loses none."""
    with Backend('--events-retry', '10', '--demo-clock', data=folder, tap=tap) as backend:
        customer = Desk(backend, 'east-motors')
        with Listener(backend, 'east-motors', customer.token, last=last) as hears:
            tap.equal((hears.next()[0], hears.retry), ('changed', 10), '/events/D4/after a restart of the server too')
            newest = hears.last
        backend.ask('POST', '/demo/clock', {'advance_seconds': 2 * 86400})
    with Backend(data=folder, tap=tap) as backend:
        token = backend.sign_in('east-motors')
        with Listener(backend, 'east-motors', token, last=newest) as hears:
            tap.equal(hears.greeting, ('reset', {}), '/events/D4/what lies days back is not replayed')


def main():
    import shutil
    import tempfile
    tap = Tap()
    folder = tempfile.mkdtemp(prefix='kabinet-')
    with Backend('--seed', 'demo', '--demo-clock', tap=tap, data=folder) as backend:
        last, _desk = test_hints(backend, tap)
        test_break(backend, tap, last)
        test_refusals(backend, tap)
    test_restart(tap, folder, last)
    shutil.rmtree(folder)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
