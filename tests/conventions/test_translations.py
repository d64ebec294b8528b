#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text for people is translated into every language of po/LINGUAS, as TAP. The messages are taken afresh from
the sources, so a new text fails here until it is translated. Translations keep the placeholders of the text, its
access key, and the manner of po/GLOSSARY.md. usage: test_translations.py SOURCE-DIRECTORY"""
import pathlib
import re
import subprocess
import sys
import tempfile

# What meson's preset for GLib asks of xgettext.
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
            '--keyword=NC_:1c,2', '--keyword=ngettext:1,2', '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
            '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
            '--files-from=po/POTFILES.in']
# No shouting, no straight quotes, no “please”, no “error”.
UNMANNERLY = re.compile(r'!|\\"|пожалуйста|калі ласка|будь ласка|ошибк|памылк|помилк', re.I)
ENTRY = re.compile(r'^(?:msgctxt|msgid) ".*?(?=^\s*$|\Z)', re.M | re.S)


def run(*command, cwd=None, text=None):
    return subprocess.run(command, cwd=cwd, input=text, check=True, capture_output=True, encoding='utf-8').stdout


def template(root, folder):
    path = folder / 'kabinet.pot'
    run(*XGETTEXT, f'--output={path}', cwd=root)
    return path


def lacking(catalogue, pot, folder):
    """The messages of the template that the catalogue does not translate, or only guesses at."""
    merged = folder / 'merged.po'
    run('msgmerge', '--quiet', '--no-fuzzy-matching', '--no-wrap', f'--output-file={merged}', str(catalogue), str(pot))
    entries = []
    for selection in ('--untranslated', '--only-fuzzy'):
        text = run('msgattrib', selection, '--no-obsolete', '--no-wrap', str(merged))
        entries += [e for e in ENTRY.findall(text) if not e.startswith('msgid ""\nmsgstr')]
    return [re.search(r'^msgid "(.*)"$', entry, re.M).group(1) or entry.split('\n')[2] for entry in entries]


def broken(catalogue):
    """What msgfmt finds: placeholders of printf, plural forms, the header."""
    result = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', str(catalogue)], capture_output=True,
                            encoding='utf-8')
    return result.stderr.splitlines() if result.returncode != 0 else []


def text_of(field):
    return ''.join(re.findall(r'"(.*)"$', field, re.M))


def unmannerly(catalogue):
    """Translations with other marks than their text, or against the manner."""
    plain = run('msgattrib', '--no-obsolete', '--no-wrap', str(catalogue))
    for entry in ENTRY.findall(plain)[1:]:
        source = text_of(re.search(r'^msgid .*?(?=^msg)', entry, re.M | re.S).group())
        for field in re.findall(r'^msgstr.*?(?=^msg|\Z)', entry, re.M | re.S):
            text = text_of(field)
            same = [lambda t: t.count('_') - t.count('__') * 2, lambda t: sorted(re.findall(r'{\w+}', t)),
                    lambda t: t.endswith('…'), lambda t: t.count('\\n')]
            if any(mark(text) != mark(source) for mark in same) or UNMANNERLY.search(text):
                yield text


def spoilt(catalogue, folder):
    """A copy of the catalogue with its last translation taken out."""
    head, message, _rest = catalogue.read_text(encoding='utf-8').rpartition('\nmsgstr "')
    copy = folder / 'spoilt.po'
    copy.write_text(f'{head}{message}"\n', encoding='utf-8')
    return copy


def tap(number, good, name, faults=()):
    return '\n'.join([f'{"ok" if good else "not ok"} {number} - {name}', *(f'# {fault}' for fault in faults)])


def main():
    root = pathlib.Path(sys.argv[1])
    languages = (root / 'po/LINGUAS').read_text().split()
    print(f'1..{5 * len(languages)}')
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        pot = template(root, folder)
        for number, language in enumerate(languages):
            catalogue = root / 'po' / f'{language}.po'
            missing = lacking(catalogue, pot, folder)
            shouting = folder / 'shouting.po'
            shouting.write_text(catalogue.read_text(encoding='utf-8').rstrip().removesuffix('"') + '!"\n')
            print(tap(5 * number + 1, not missing, f'{language} is complete', missing))
            print(tap(5 * number + 2, lacking(spoilt(catalogue, folder), pot, folder),
                      f'{language}: a missing translation is seen'))
            faults = broken(catalogue)
            print(tap(5 * number + 3, not faults, f'{language} keeps placeholders and plural forms', faults))
            faults = list(unmannerly(catalogue))
            print(tap(5 * number + 4, not faults, f'{language} keeps marks and manner', faults))
            print(tap(5 * number + 5, list(unmannerly(shouting)), f'{language}: bad manner is seen'))


main()
