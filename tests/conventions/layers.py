# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include whom: arrows point down only."""
import re

from checks import check

TOOLKIT = re.compile(r'^\s*#\s*include\s*<(gtk/|gdk/|gsk/|adwaita\.h|libadwaita)', re.M)
OWN = re.compile(r'^\s*#\s*include\s*"(?:[\w./-]*/)?([\w-]+\.h)"', re.M)

CORE = {
    'base': set(),
    'record': {'base'},
    'model': {'record', 'base'},
    'net': {'model', 'record', 'base'},
    'store': {'net', 'model', 'record', 'base'},
    'session': {'store', 'net', 'model', 'record', 'base'},
}
ALL_CORE = set(CORE)
SCREENS = ('registration', 'signin', 'overview', 'documents', 'receipts', 'statement', 'vehicles', 'meters')
ALLOWED = {
    **{f'core/{part}': {f'core/{below}' for below in under} for part, under in CORE.items()},
    'backend': {'core/base', 'core/record'},
    'widgets': {f'core/{part}' for part in CORE},
    'paper': {f'core/{part}' for part in CORE} | {'widgets'},
    'form': {f'core/{part}' for part in CORE} | {'widgets', 'paper'},
    **{screen: {f'core/{part}' for part in CORE} | {'widgets', 'paper', 'form'} for screen in SCREENS},
}


def part_of(path):
    """src/core/net/x.c is core/net, src/backend/server/y.c is backend, src/main.c is the top."""
    folders = path.split('/')[1:-1]
    return '/'.join(folders[:2] if folders[:1] == ['core'] else folders[:1])


@check('core knows nothing of the toolkit', {'src/core/base/a.c': '#include <gtk/gtk.h>\n'},
       {'src/core/base/a.c': '#include <gio/gio.h>\n', 'src/app/b.c': '#include <adwaita.h>\n'})
def no_toolkit_in_core(tree):
    for name in tree.names('src/core/*.[ch]', 'src/backend/*.[ch]'):
        for hit in TOOLKIT.finditer(tree.code(name)):
            yield f'{name}: includes {hit.group(1)}'


@check('arrows between the parts point down only',
       {'src/core/base/a.c': '#include "b.h"\n', 'src/core/net/b.h': ''},
       {'src/core/net/a.c': '#include "b.h"\n', 'src/core/base/b.h': '', 'src/app/c.c': '#include "b.h"\n'})
def arrows(tree):
    home = {}
    for name in tree.names('src/*.h'):
        home.setdefault(name.rsplit('/', 1)[1], part_of(name))
    for name in tree.names('src/*.[ch]'):
        part = part_of(name)
        if part not in ALLOWED:
            continue
        for hit in OWN.finditer(tree.text(name)):
            target = home.get(hit.group(1))
            if target is not None and target != part and target not in ALLOWED[part]:
                yield f'{name}: {part} must not include {hit.group(1)} of {target or "the top"}'


@check('private headers stay in their folder',
       {'src/app/a.c': '#include "b-private.h"\n', 'src/form/b-private.h': ''},
       {'src/form/a.c': '#include "b-private.h"\n', 'src/form/b-private.h': ''})
def private_headers(tree):
    home = {name.rsplit('/', 1)[1]: part_of(name) for name in tree.names('src/*-private.h')}
    for name in tree.names('src/*.[ch]'):
        for hit in OWN.finditer(tree.text(name)):
            if home.get(hit.group(1), part_of(name)) != part_of(name):
                yield f'{name}: includes {hit.group(1)} of {home[hit.group(1)]}'
