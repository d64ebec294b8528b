#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proxy that cuts connections: what the server did, what the client heard, and that a repeat does nothing twice."""
import http.client
import json
import sys
import uuid

from flowing import Tap, database, start
from cutting_proxy import AFTER, BEFORE, DURING, CuttingProxy

BODY = json.dumps({'flow': 'registration', 'values': {}}).encode()


def ask(proxy, key):
    """What came back: the status, or the name of the fault."""
    connection = http.client.HTTPConnection(proxy.url.split('//', 1)[1], timeout=60)
    try:
        connection.request('POST', '/beta/flows', BODY, {'Content-Type': 'application/json', 'Idempotency-Key': key})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (http.client.HTTPException, ConnectionError) as error:
        return type(error).__name__
    finally:
        connection.close()


def main():
    tap = Tap()
    with start(tap) as backend, CuttingProxy(backend.direct) as proxy:
        def count():
            return database(backend).execute('SELECT count(*) FROM flows').fetchone()[0]
        tap.equal((ask(proxy, str(uuid.uuid4())), count()), (201, 1), '/cutting/nothing is cut without a rule')
        for where, heard, done in ((BEFORE, 'RemoteDisconnected', 0), (DURING, 'IncompleteRead', 1),
                                   (AFTER, 'RemoteDisconnected', 1)):
            key = str(uuid.uuid4())
            before = count()
            proxy.cut('POST', '/flows$', where)
            tap.equal((ask(proxy, key), count() - before), (heard, done), f'/cutting/B7/{where}: what is heard, and what was done')
            tap.equal((ask(proxy, key), count() - before), (201, 1), f'/cutting/B7/{where}: the repeat does it once')
        tap.equal([e.cut for e in proxy.seen], [None, BEFORE, None, DURING, None, AFTER, None], '/cutting/what it keeps a record of')
        with proxy.lock:
            tap.ok(all(e.status == 201 for e in proxy.seen if e.cut != BEFORE), '/cutting/the server’s answers are known')
        backend.ask('GET', '/organisations')
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
