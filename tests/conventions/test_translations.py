#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text for people is translated into every language of po/LINGUAS, as TAP. The messages are taken afresh from
the sources, so a new text fails here until it is translated. usage: test_translations.py SOURCE-DIRECTORY"""
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


def spoilt(catalogue, folder):
    """A copy of the catalogue with its last translation taken out."""
    head, message, _rest = catalogue.read_text(encoding='utf-8').rpartition('\nmsgstr "')
    copy = folder / 'spoilt.po'
    copy.write_text(f'{head}{message}"\n', encoding='utf-8')
    return copy


def main():
    root = pathlib.Path(sys.argv[1])
    languages = (root / 'po/LINGUAS').read_text().split()
    print(f'1..{2 * len(languages)}')
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        pot = template(root, folder)
        for number, language in enumerate(languages):
            catalogue = root / 'po' / f'{language}.po'
            missing = lacking(catalogue, pot, folder)
            print(f'{"not ok" if missing else "ok"} {2 * number + 1} - {language} is complete')
            for message in missing:
                print(f'# {message}')
            blind = not lacking(spoilt(catalogue, folder), pot, folder)
            print(f'{"not ok" if blind else "ok"} {2 * number + 2} - {language}: a missing translation is seen')


main()
