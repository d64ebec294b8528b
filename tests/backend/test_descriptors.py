#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every descriptor fits the schema, hangs together and keeps the house's wording."""
import json
import os
import re
import sys

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from tap import Tap  # noqa: E402
from descriptors import SOURCE, load_all  # noqa: E402

WEIGHTS = (7, 1, 3)


def schema_complaints(organisation, schema):
    validator = jsonschema.Draft202012Validator(schema)
    return [f'{"/".join(map(str, error.absolute_path))}: {error.message[:200]}'
            for error in validator.iter_errors(organisation.data)]


def texts_of(node, key=''):
    """All texts that a person may read, with the member that holds them."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from texts_of(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from texts_of(value, key)
    elif isinstance(node, str):
        yield key, node


# Messages that are the organisations' own words keep their exclamation marks.
OWN_WORDS = ('Для Вас создан Личный кабинет!', 'Поздравляем!', 'Добро пожаловать на обновлённый сайт «Сантрек»!')
UNWANTED = (r'пожалуйста', r'\bошибк', r'!', r'"', r'\.\.\.')
WITHOUT_YO = (r'\bсчет\b', r'счета-квитанц', r'лицевого счета\b', r'\bпридет', r'\bеще\b', r'\bтрех\b', r'подтвержден\b',
              r'учета\b', r'\bприем\b', r'звездоч', r'восьмерк')


def wording_complaints(organisation):
    for key, text in texts_of(organisation.data):
        if key in ('pattern', 'forbid', 'id', 'kind', 'uri', 'sample', 'mask') or not re.search('[а-яё]', text.lower()):
            continue
        rest = text
        for words in OWN_WORDS:
            rest = rest.replace(words, '')
        if organisation.password['text'] == text:
            rest = rest.replace('( ) !', '')
        for unwanted in UNWANTED + WITHOUT_YO:
            if re.search(unwanted, rest.lower()):
                yield f'{key}: {unwanted} in “{rest[:80]}”'


def field_references(organisation):
    """`when`, `repeat_of`, `document`, `to`, `back_to`, login and person name what exists."""
    legal = {text['id'] for text in organisation.data['legal']}
    for name, flow in organisation.data['flows'].items():
        ids = [step['id'] for step in flow['steps']]
        fields = {field['name']: field for field in organisation.fields(name)}
        if len(set(ids)) != len(ids):
            yield f'{name}: a step id twice'
        if flow['steps'][-1]['kind'] != 'done':
            yield f'{name}: does not end in done'
        for index, step in enumerate(flow['steps']):
            if 'back_to' in step and step['back_to'] not in ids[:index]:
                yield f'{name}/{step["id"]}: back_to {step["back_to"]}'
            if 'to' in step and step['to'] not in fields:
                yield f'{name}/{step["id"]}: to {step["to"]}'
            for text in step.get('legal', []):
                if text not in legal:
                    yield f'{name}/{step["id"]}: legal {text}'
            seen = set()
            for field in step.get('fields', []):
                condition, repeated = field.get('when'), field.get('repeat_of')
                if condition and condition['field'] not in seen:
                    yield f'{name}/{field["name"]}: when {condition["field"]}'
                elif condition and condition['equals'] not in {o['value'] for o in fields[condition['field']]['options']}:
                    yield f'{name}/{field["name"]}: when equals {condition["equals"]}'
                if repeated and repeated not in seen:
                    yield f'{name}/{field["name"]}: repeats {repeated}'
                if field.get('document') and field['document'] not in step['legal']:
                    yield f'{name}/{field["name"]}: document {field["document"]}'
                if field['name'] in seen:
                    yield f'{name}/{field["name"]}: twice'
                seen.add(field['name'])
        wiring = organisation.server['flows'].get(name)
        if wiring is None:
            yield f'{name}: no wiring'
            continue
        for member in ('login', 'person'):
            for value in wiring.get(member, {}).values():
                for wanted in value if isinstance(value, list) else [value]:
                    if wanted not in fields:
                        yield f'{name}: {member} {wanted}'
        for wanted in wiring.get('identify', []):
            if wanted not in fields:
                yield f'{name}: identify {wanted}'


def document_references(organisation):
    """Every transition is between states that the public part names."""
    for kind in organisation.data['document_types']:
        states = {state['id'] for state in kind['states']}
        machine = organisation.server['documents'][kind['id']]
        if set(machine['states']) != states:
            yield f'{kind["id"]}: states {states ^ set(machine["states"])}'
        for action in machine['actions']:
            where = f'{kind["id"]}/{action["id"]}'
            lines = action.get('lines', {})
            outcomes = [lines[name] for name in ('some', 'none') if name in lines]
            for state in [*action['from'], *action.get('reasons', {}),
                          *(one['to'] for one in (action, *outcomes) if 'to' in one)]:
                if state not in states:
                    yield f'{where}: state {state}'
            known = {state['id'] for state in machine.get('line_states', [])} | {machine.get('line_state')}
            for state in [*lines.get('from', []), *lines.get('reasons', {}), *([lines['to']] if 'to' in lines else [])]:
                if state not in known:
                    yield f'{where}: state of lines {state}'
            names = {field['name'] for field in action.get('fields', [])}
            told = names | {'choose': {'lines'}, 'decide': {'accepted', 'declined'}}.get(lines.get('mode'), set())
            if 'through' in lines and lines['through'] not in names:
                yield f'{where}: learnt through {lines["through"]}'
            for entry in (one['timeline'] for one in (action, *outcomes) if 'timeline' in one):
                for wanted in re.findall(r'\{(\w+)\}', entry.get('text', '')):
                    if wanted not in told:
                        yield f'{where}: timeline names {wanted}'
            for wanted in action.get('properties', {}):
                if wanted not in names:
                    yield f'{where}: keeps {wanted}'
    for step in organisation.steps(kind='review'):
        if step['document']['type'] not in {kind['id'] for kind in organisation.data['document_types']}:
            yield f'{step["id"]}: document type {step["document"]["type"]}'


def check_digits(organisation):
    """The payee's tax number and bank accounts pass the checks that a bank makes (4.1, 4.9)."""
    receipts = organisation.server.get('receipts')
    if receipts is None:
        return
    payee = receipts['payee']
    inn = payee['inn']
    if sum(w * int(d) for w, d in zip((2, 4, 10, 3, 5, 9, 4, 6, 8), inn)) % 11 % 10 != int(inn[9]):
        yield f'inn {inn}'
    for prefix, account in ((payee['bic'][-3:], payee['account']), ('0' + payee['bic'][4:6], payee['correspondent'])):
        if sum(int(d) * WEIGHTS[i % 3] % 10 for i, d in enumerate(prefix + account)) % 10:
            yield f'account {account}'


def main():
    tap = Tap()
    with open(os.path.join(SOURCE, 'data', 'organisation.schema.json'), encoding='utf-8') as stream:
        schema = json.load(stream)
    jsonschema.Draft202012Validator.check_schema(schema)
    letters, files = load_all()
    tap.ok(len(files) == 5 and len(letters) == 5, 'five organisations are described')
    for name, organisation in files.items():
        tap.ok(organisation.id == name, f'{name}: the file bears its id')
        for title, complaints in (('fits the schema', schema_complaints(organisation, schema)),
                                  ('fields and steps name what exists', list(field_references(organisation))),
                                  ('documents move between known states', list(document_references(organisation))),
                                  ('numbers of the payee check', list(check_digits(organisation))),
                                  ('keeps the wording of the house', list(wording_complaints(organisation)))):
            tap.ok(not complaints, f'{name}: {title}', '\n'.join(complaints))
    broken = json.loads(letters['T'].text)
    broken['flows']['registration']['steps'][0]['fields'][0]['kind'] = 'telepathy'
    tap.ok(list(jsonschema.Draft202012Validator(schema).iter_errors(broken)), 'the schema can refuse')
    return tap.done()


sys.exit(main())
