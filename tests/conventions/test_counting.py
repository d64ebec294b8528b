#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The closing line of ./dev test is only worth what build-aux/count-tests counts: each case is what one meson test
left in the log, and the numbers that must come of it. usage: test_counting.py SOURCE-DIRECTORY"""
import json
import pathlib
import subprocess
import sys
import tempfile

CASES = [
    ('each subtest counts', [{'result': 'OK', 'stdout': 'ok 1 - a\nok 2 - b\n1..2\n'}], '2 0'),
    ('a failing subtest counts', [{'result': 'FAIL', 'stdout': 'ok 1 - a\nnot ok 2 - b\n1..2\n'}], '1 1'),
    ('a crash after good subtests counts', [{'result': 'ERROR', 'stdout': '1..3\nok 1 - a\nok 2 - b\n'}], '2 1'),
    ('a time limit counts', [{'result': 'TIMEOUT', 'stdout': 'ok 1 - a\n'}], '1 1'),
    ('a skipped subtest is neither', [{'result': 'OK', 'stdout': 'ok 1 - a # SKIP no display\nok 2 - b\n1..2\n'}], '1 0'),
    ('a test without subtests is one', [{'result': 'OK', 'stdout': 'fine\n'}, {'result': 'FAIL'}], '1 1'),
    ('a skipped test is neither', [{'result': 'SKIP'}, {'result': 'OK'}], '1 0'),
    ('an empty log fails', [], '0 1'),
]


def main():
    counter = pathlib.Path(sys.argv[1]) / 'build-aux/count-tests'
    print(f'1..{len(CASES)}')
    with tempfile.TemporaryDirectory() as scratch:
        log = pathlib.Path(scratch) / 'testlog.json'
        for number, (title, tests, expected) in enumerate(CASES, 1):
            log.write_text(''.join(json.dumps({'name': 'sample', **test}) + '\n' for test in tests), encoding='utf-8')
            counted = subprocess.run([sys.executable, str(counter), str(log)], check=True, capture_output=True,
                                     encoding='utf-8').stdout.splitlines()[-1]
            print(f'{"ok" if counted == expected else "not ok"} {number} - {title}')
            if counted != expected:
                print(f'# counted {counted}, expected {expected}')


main()
