#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract is linted by Redocly and by Spectral with the house's rules (K1), with pinned tools (K2)."""
import copy
import json
import os
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from contract_front import OPENAPI, node_modules  # noqa: E402
from tap import Tap  # noqa: E402

ENVIRONMENT = dict(os.environ, REDOCLY_TELEMETRY='off', REDOCLY_SUPPRESS_UPDATE_NOTICE='true', SCARF_ANALYTICS='false',
                   NO_COLOR='1')


def tool(name, *arguments):
    """Runs one of the pinned tools; returns its status and what it printed."""
    program = os.path.join(node_modules(), '.bin', name)
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env=ENVIRONMENT, timeout=600)
    return done.returncode, done.stdout + done.stderr


def redocly(*arguments):
    return tool('redocly', 'lint', '--config', os.path.join(HERE, 'redocly.yaml'), *arguments)


def spectral(*arguments):
    return tool('spectral', 'lint', '--fail-severity=warn', '-r', os.path.join(HERE, 'spectral.yaml'), *arguments)


def without_key(document):
    """Takes the Idempotency-Key from one POST."""
    operation = document['paths']['/{org}/flows']['post']
    operation['parameters'] = [p for p in operation['parameters'] if not p['$ref'].endswith('IdempotencyKey')]


def without_problem(document):
    answer = document['components']['responses']['NotFound']
    answer['content'] = {'text/html': answer['content']['application/problem+json']}


def without_401(document):
    del document['paths']['/{org}/me']['get']['responses']['401']


def without_example(document):
    del document['components']['schemas']['Money']['examples']


def without_problem_example(document):
    del document['components']['responses']['Invalid']['content']['application/problem+json']['examples']


def without_length(document):
    del document['components']['schemas']['Person']['properties']['login']['maxLength']


def without_items(document):
    del document['components']['schemas']['Directory']['properties']['items']['maxItems']


def without_conflict(document):
    for code in ('409', '422'):
        del document['paths']['/{org}/sessions']['post']['responses'][code]


def with_prefix_items(document):
    document['components']['schemas']['Directory']['properties']['items']['prefixItems'] = [{'type': 'object'}]


def with_unevaluated(document):
    document['components']['schemas']['Directory']['unevaluatedProperties'] = False


def with_open_object(document):
    del document['components']['schemas']['Money']['additionalProperties']


def without_operation_id(document):
    del document['paths']['/health']['get']['operationId']


def without_maintenance(document):
    del document['paths']['/{org}/me']['get']['responses']['503']


def with_wrong_example(document):
    document['components']['schemas']['Money']['examples'] = [{'minor': '44730', 'currency': 'RUB'}]


def with_wrong_problem(document):
    examples = document['components']['responses']['NotFound']['content']['application/problem+json']['examples']
    examples['not-found']['value']['status'] = '404'


def without_4xx(document):
    responses = document['paths']['/health']['get']['responses']
    for status in [status for status in responses if status.startswith('4')]:
        del responses[status]


def with_unused_schema(document):
    document['components']['schemas']['Unused'] = {'type': 'object', 'description': 'Nobody’s', 'examples': [{}],
                                                   'additionalProperties': False}


SPECTRAL = [
    ('idempotency-key', without_key),
    ('problem-details', without_problem),
    ('problem-example', without_problem_example),
    ('protected-401', without_401),
    ('maintenance', without_maintenance),
    ('schema-example', without_example),
    ('closed-object', with_open_object),
    ('string-length', without_length),
    ('array-length', without_items),
    ('write-conflict', without_conflict),
    ('unsupported-keywords', with_prefix_items),
    ('unsupported-keywords', with_unevaluated),
    ('operation-operationId', without_operation_id),
]
REDOCLY = [
    ('operation-4xx-response', without_4xx),
    ('no-unused-components', with_unused_schema),
    ('operation-operationId', without_operation_id),
    ('no-invalid-schema-examples', with_wrong_example),
    ('no-invalid-media-type-examples', with_wrong_problem),
]


def write_broken(folder, document, damages):
    """One file for each damage; all are then linted in one run of the tool."""
    paths = []
    for number, (_rule, damage) in enumerate(damages):
        broken = copy.deepcopy(document)
        damage(broken)
        paths.append(os.path.join(folder, f'{number}.json'))
        with open(paths[-1], 'w', encoding='utf-8') as stream:
            json.dump(broken, stream)
    return paths


def test_spectral_rules(tap, document, folder):
    paths = write_broken(folder, document, SPECTRAL)
    found = os.path.join(folder, 'found.json')
    status, said = spectral('-f', 'json', '-o', found, *paths)
    with open(found, encoding='utf-8') as stream:
        findings = {(os.path.basename(finding['source']), finding['code']) for finding in json.load(stream)}
    tap.ok(status != 0, '/contract/K1/spectral can fail', said)
    for (rule, damage), path in zip(SPECTRAL, paths):
        tap.ok((os.path.basename(path), rule) in findings, f'/contract/K1/spectral rule {rule} can fail, {damage.__name__}',
               sorted(findings))


def test_redocly_rules(tap, document, folder):
    paths = write_broken(folder, document, REDOCLY)
    status, said = redocly('--format', 'github-actions', *paths)
    tap.ok(status != 0, '/contract/K1/redocly can fail', said)
    for (rule, _damage), path in zip(REDOCLY, paths):
        hits = [line for line in said.splitlines() if os.path.basename(path) in line and rule in line]
        tap.ok(hits, f'/contract/K1/redocly rule {rule} can fail', said)


def main():
    tap = Tap()
    if node_modules() is None:
        print('1..0 # SKIP the tools of the contract are not installed (./dev test fetches them)')
        return 0
    with open(os.path.join(HERE, 'package.json'), encoding='utf-8') as stream:
        pinned = json.load(stream)['devDependencies']
    for name, version in pinned.items():
        with open(os.path.join(node_modules(), name, 'package.json'), encoding='utf-8') as stream:
            tap.equal(json.load(stream)['version'], version, f'/contract/K2/{name} is {version}')
    tap.ok(tool('prism', '--version')[1].strip() == pinned['@stoplight/prism-cli'], '/contract/K2/prism says so itself')

    status, said = redocly(OPENAPI)
    tap.ok(status == 0, '/contract/K1/redocly', said)
    status, said = spectral(OPENAPI)
    tap.ok(status == 0, '/contract/K1/spectral', said)
    with open(OPENAPI, encoding='utf-8') as stream:
        document = yaml.safe_load(stream)
    with tempfile.TemporaryDirectory() as folder:
        test_spectral_rules(tap, document, folder)
    with tempfile.TemporaryDirectory() as folder:
        test_redocly_rules(tap, document, folder)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
