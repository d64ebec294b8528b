# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that have to be in step with what they list."""
import re

from checks import check

TRANSLATED = re.compile(r'(?<![\w"])(?:_|C_|N_|NC_|ngettext|g_dngettext|g_dpgettext2) ?\(\s*"')


def listed(tree, name):
    return [line.strip() for line in tree.text(name).splitlines() if line.strip() and not line.startswith('#')]


@check('every file with text for people is in po/POTFILES.in',
       {'po/POTFILES.in': 'src/b.c\nsrc/a.c\n', 'src/a.c': '_ ("A")\n', 'src/b.c': '', 'src/c.c': '_("C")\n'},
       {'po/POTFILES.in': 'src/a.c\n', 'src/a.c': '_ ("A")\n'})
def potfiles(tree):
    if 'po/POTFILES.in' not in tree:
        return
    have = listed(tree, 'po/POTFILES.in')
    if have != sorted(have):
        yield 'po/POTFILES.in is not sorted'
    speaking = {name for name in tree.names('src/*.c', 'ui/*.blp') if not name.startswith('src/backend/')
                and TRANSLATED.search(tree.code(name) if name.endswith('.c') else tree.text(name))}
    for name in sorted(speaking - set(have)):
        yield f'{name} is not in po/POTFILES.in'
    for name in have:
        if name not in tree:
            yield f'{name} in po/POTFILES.in does not exist'
        elif name.startswith(('src/', 'ui/')) and name not in speaking:
            yield f'{name} in po/POTFILES.in has nothing to translate'


@check('every source and template is built',
       {'src/app/meson.build': "files('a.c')\n", 'src/app/a.c': '', 'src/app/b.c': ''},
       {'src/app/meson.build': "files('a.c')\n", 'src/app/a.c': ''})
def built(tree):
    builds = {name: tree.text(name) for name in tree.names('*meson.build')}
    for name in tree.names('src/*.c', 'tests/*.c'):
        folder, file = name.rsplit('/', 1)
        near = [text for build, text in builds.items() if folder.startswith(build.rsplit('/', 1)[0])]
        # A list of tests may leave out `test-` and `.c`.
        stem = re.escape(file.removesuffix('.c').removeprefix('test-'))
        if not any(re.search(rf"['/](test-)?{stem}(\.c)?'", text) for text in near):
            yield f'{name} is in no meson.build'
    for name in tree.names('ui/*.blp'):
        if f"'{name[3:-4]}'" not in builds.get('ui/meson.build', ''):
            yield f'{name} is not in ui/meson.build'


@check('every template is in the resource', {'ui/app/a.blp': '', 'ui/kabinet.gresource.xml': ''},
       {'ui/app/a.blp': '', 'ui/kabinet.gresource.xml': '<file>app/a.ui</file>'})
def in_resource(tree):
    if 'ui/kabinet.gresource.xml' not in tree:
        return
    resource = tree.text('ui/kabinet.gresource.xml')
    for name in tree.names('ui/*.blp', 'ui/*.svg', 'ui/*.css'):
        if f'>{name[3:].replace(".blp", ".ui")}<' not in resource:
            yield f'{name} is not in ui/kabinet.gresource.xml'
