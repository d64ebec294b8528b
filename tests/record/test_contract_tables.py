#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The client's records and the contract say the same: each member of a schema is in a table, with a kind that
takes it, and nothing is required that a server may leave out; the contract's examples decode.
usage: test_contract_tables.py RECORD-TOOL"""
import json
import os
import subprocess
import sys

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import SOURCE, Tap  # noqa: E402

# Where a schema bears another name than its record, or two schemas share one.
SCHEMAS = {
    'KabSignIn': ['SignInText'],
    'KabConsent': ['GivenConsent'],
    'KabDocument': ['Document', 'DocumentDetail'],
    'KabItem': ['Item', 'ItemDetail'],
    'KabReceipt': ['Receipt', 'ReceiptDetail'],
    'KabVehicle': ['Vehicle', 'VehicleDetail'],
}
# What a client sends, or does not read: no records.
NO_RECORDS = {'Money', 'FlowStart', 'StepValues', 'StepReference', 'BackReference', 'Empty', 'SignIn', 'Refresh',
              'PasswordChange', 'ActionLine', 'ActionValues', 'ExportStart', 'ExportColumn', 'Clock', 'ClockAdvance'}
NO_RECORDS |= {'WatchStart'}
NO_RECORDS |= {'FieldValues'}
NO_RECORDS |= {'VehicleValues'}
NO_RECORDS |= {'DocumentFiling', 'LineChoice'}
NO_RECORDS |= {'DocumentFiling', 'LineChoice', 'MessageValues', 'StageImport', 'StageItem'}
NO_RECORDS |= {'Readings'}
NO_RECORDS |= {'CartLines', 'OrderReference', 'OrderStart', 'PastedText', 'WantedLine', 'WatchStart'}
NO_RECORDS |= {'PaymentStart', 'FiscalCode', 'IncomingLine', 'IncomingLines', 'IncomingResult', 'IncomingResults'}
WORD_LENGTH = 64
STRING_LENGTH = 65536


def schemas_of(record):
    return SCHEMAS.get(record, [record.removeprefix('Kab')])


def record_of(schema):
    for record, names in SCHEMAS.items():
        if schema in names:
            return record
    return 'Kab' + schema


def strip_null(schema):
    """The schema without the null that an absent member may be."""
    if 'anyOf' in schema:
        return next(one for one in schema['anyOf'] if one.get('type') != 'null')
    kinds = schema.get('type')
    if isinstance(kinds, list):
        return dict(schema, type=next(kind for kind in kinds if kind != 'null'))
    return schema


def reference(schema):
    return schema.get('$ref', '').rsplit('/', 1)[-1]


def string_kinds(schema):
    if schema.get('format') in ('date-time', 'date'):
        return {schema['format']}
    if schema.get('pattern') == '^[0-9]{4}-[0-9]{2}$':
        return {'month'}
    length = schema.get('maxLength', 0)
    if 'enum' in schema or 'const' in schema or 0 < length <= WORD_LENGTH:
        return {'string', 'text', 'word'}
    return {'text'} if length > STRING_LENGTH else {'string', 'text'}


def expected_kinds(schema):
    """Which kinds take what @schema allows, and the record that is nested in it."""
    schema = strip_null(schema)
    name = reference(schema)
    if name == 'Money':
        return {'money'}, None
    if name:
        return {'record'}, record_of(name)
    if schema['type'] == 'array':
        item = strip_null(schema['items'])
        if reference(item):
            return {'list'}, record_of(reference(item))
        return {'strings'} if item['type'] == 'string' else {'json'}, None
    if schema['type'] == 'string':
        return string_kinds(schema), None
    return {{'integer': 'integer', 'number': 'double', 'boolean': 'boolean', 'object': 'json'}[schema['type']]}, None


def compare(table, schemas):
    """What is wrong between a table and the schemas that it stands for."""
    members = {name: schema for one in schemas for name, schema in one['properties'].items()}
    for name in sorted(set(table) ^ set(members)):
        yield f'{name} is only in the {"table" if name in table else "contract"}'
    for name in sorted(set(table) & set(members)):
        kinds, nested = expected_kinds(members[name])
        if table[name]['kind'] not in kinds:
            yield f'{name} is {table[name]["kind"]} and not {" or ".join(sorted(kinds))}'
        if table[name].get('type') != nested:
            yield f'{name} holds {table[name].get("type")} and not {nested}'
        if table[name]['required'] and any(name not in one['required'] for one in schemas):
            yield f'{name} is required, but a server may leave it out'


def run(program, argument, text=None):
    done = subprocess.run([program, argument], input=text, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def main():
    tap = Tap()
    program = sys.argv[1]
    tables = run(program, 'tables')
    with open(os.path.join(SOURCE, 'data', 'openapi.yaml'), encoding='utf-8') as file:
        schemas = yaml.load(file, yaml.CSafeLoader)['components']['schemas']

    known = {schema for record in tables for schema in schemas_of(record)}
    tap.equal(sorted(set(schemas) - NO_RECORDS - known), [], 'every schema that a client reads has a record')
    tap.equal(sorted(known - set(schemas)), [], 'every record has a schema')
    for record in sorted(tables):
        own = [schemas[name] for name in schemas_of(record) if name in schemas]
        if own:
            complaints = list(compare(tables[record], own))
            tap.ok(not complaints, f'{record} is what the contract says (K1)', '\n'.join(complaints))

    broken = dict(tables['KabDocument'], number={'kind': 'integer', 'required': True})
    broken['amount'] = dict(broken['amount'], required=True)
    del broken['due_at']
    found = list(compare(broken, [schemas['Document'], schemas['DocumentDetail']]))
    tap.equal(len(found), 3, 'a table that is wrong in three places has three complaints')

    samples = [[record_of(name), example] for name in sorted(known & set(schemas))
               for example in schemas[name].get('examples', [])]
    answers = run(program, 'decode', json.dumps(samples))
    for (record, _sample), answer in zip(samples, answers):
        tap.ok(answer is None, f'{record} decodes the example of the contract', answer)
    return tap.done()


sys.exit(main())
