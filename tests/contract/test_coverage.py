#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the traffic of all tests covered of the contract; runs after all others (K3, K5).

usage: test_coverage.py FOLDER…   folders of tests whose programs must all have gone through the front
"""
import collections
import glob
import json
import os
import re
import sys

import yaml

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from contract_front import OPENAPI, TRAFFIC, node_modules  # noqa: E402
from tap import Tap  # noqa: E402

METHODS = {'get', 'post', 'put', 'patch', 'delete'}
# So many exchanges at the least are judged in a full run; far fewer would mean that tests go around the front.
FLOOR = 2000
# What the front refuses by itself before the server could (the tests ask the server directly).
REFUSED_BEFORE = {'unsupported-media', 'precondition-required', 'too-large'}


class Coverage:
    """Which operation answered what."""

    def __init__(self, document):
        self.operations = {}
        self.patterns = []
        self.answers = collections.defaultdict(collections.Counter)
        self.problems = collections.Counter()
        self.unknown = collections.Counter()
        self.validated = 0
        self.programs = set()
        for path, operations in document['paths'].items():
            pattern = re.compile(re.sub(r'\\\{\w+\\\}', '[^/]+', re.escape(path)) + '$')
            for method in operations.keys() & METHODS:
                operation = operations[method]['operationId']
                self.operations[operation] = set(operations[method]['responses'])
                self.patterns.append((path.count('{'), method.upper(), pattern, operation))
        # What is spelled out goes before what is a place.
        self.patterns.sort(key=lambda entry: entry[0])

    def find(self, method, path):
        for _places, wanted, pattern, operation in self.patterns:
            if wanted == method and pattern.match(path):
                return operation
        return None

    def read(self, path):
        self.programs.add(os.path.basename(path).rsplit('-', 1)[0])
        with open(path, encoding='utf-8') as stream:
            for exchange in map(json.loads, stream):
                operation = self.find(exchange['method'], exchange['path'])
                self.validated += exchange['validated']
                if operation is None:
                    self.unknown[exchange['method'] + ' ' + exchange['path']] += exchange['validated']
                self.answers[operation][str(exchange['status'])] += 1
                self.problems[exchange['problem']] += 1

    def missing(self, wanted):
        """Documented answers, of those that fit @wanted, which nobody got."""
        return sorted(f'{operation} {status}' for operation, statuses in self.operations.items() for status in statuses
                      if re.match(wanted, status) and not self.answers[operation][status])


def programs_with_backend(folders):
    """The test programs in these folders that start the backend."""
    for folder in folders:
        for path in glob.glob(os.path.join(HERE, '..', folder, 'test_*.py')):
            with open(path, encoding='utf-8') as stream:
                if re.search(r'(?<![.\w])(Backend|Journey|start)\((?!.*front=False)', stream.read()):
                    yield os.path.basename(path)


def documented_problems(document):
    """The names of all problems that have an example in the contract."""
    for answer in document['components']['responses'].values():
        yield from answer.get('content', {}).get('application/problem+json', {}).get('examples', {})


def write_table(coverage):
    """Leaves the whole picture in the build directory; returns what 4xx and 5xx nobody got."""
    with open(os.path.join(TRAFFIC, 'coverage.txt'), 'w', encoding='utf-8') as stream:
        for operation in coverage.operations:
            counted = '  '.join(f'{status}×{count}' for status, count in sorted(coverage.answers[operation].items()))
            stream.write(f'{operation:20} {counted}\n')
    return coverage.missing('[45]')


def main():
    tap = Tap()
    if node_modules() is None:
        print('1..0 # SKIP the tools of the contract are not installed (./dev test fetches them)')
        return 0
    with open(OPENAPI, encoding='utf-8') as stream:
        document = yaml.safe_load(stream)
    coverage = Coverage(document)
    for path in glob.glob(os.path.join(TRAFFIC, '*.jsonl')):
        coverage.read(path)

    tap.ok(coverage.validated >= FLOOR, f'/contract/K3/{coverage.validated} exchanges were judged, at least {FLOOR}')
    around = sorted(set(programs_with_backend(sys.argv[1:])) - coverage.programs)
    tap.equal(around, [], '/contract/K3/every test with a backend goes through the front')
    for operation in coverage.operations:
        tap.ok(coverage.answers[operation], f'/contract/K3/{operation} was asked')
    tap.equal(coverage.missing('2|304'), [], '/contract/K3/every documented success was seen')
    seen = {problem for problem, count in coverage.problems.items() if count}
    tap.equal(sorted(set(documented_problems(document)) - seen - REFUSED_BEFORE), [], '/contract/K5/every documented problem was seen')
    tap.equal(sorted(+coverage.unknown), [], '/contract/K3/no address outside the contract')
    rest = write_table(coverage) if os.path.isdir(TRAFFIC) else []
    print(f'# documented refusals that nobody got ({len(rest)}): {", ".join(rest)}')
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
