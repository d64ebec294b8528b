# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file looks like: licence line, size, documentation."""
import re

from checks import check

FILE_LINES = 600
FUNCTION_LINES = 75
SOURCES = ('src/*.c', 'src/*.h', 'tests/*.c', 'tests/*.h', 'tests/*.py', 'build-aux/*', 'dev', 'data/*.xml', 'data/*.in',
           'data/icons/*.svg', 'ui/*.blp', 'ui/*.css')
# Formats of others that have no place for a licence line.
EXEMPT = re.compile(r'(\.desktop|\.service)\.in$|^build-aux/(packages|bare-bus\.conf|fonts\.conf)$|\.pyc$')


@check('every source says its licence', {'src/app/a.c': 'int a;\n'})
def licence(tree):
    for name in tree.names(*SOURCES):
        if not EXEMPT.search(name) and 'SPDX-License-Identifier: ' not in tree.text(name)[:600]:
            yield name


@check(f'no source is longer than {FILE_LINES} lines', {'src/app/a.c': 'int a;\n' * (FILE_LINES + 1)})
def file_length(tree):
    for name in tree.names('src/*.c', 'src/*.h', 'ui/*.blp', 'tests/*.c', 'tests/*.py', 'build-aux/*', 'dev'):
        lines = tree.text(name).count('\n')
        if lines > FILE_LINES:
            yield f'{name}: {lines} lines'


@check(f'no function is longer than {FUNCTION_LINES} lines',
       {'src/app/a.c': 'static void\na (void)\n{\n' + '  b ();\n' * FUNCTION_LINES + '}\n'})
def function_length(tree):
    for name in tree.names('src/*.c', 'tests/*.c'):
        for function, _static, first, length, _body in tree.functions(name):
            if length > FUNCTION_LINES:
                yield f'{name}:{first}: {function} has {length} lines'


@check('every exported function is documented',
       {'src/core/base/a.h': 'void kab_a (void);\n', 'src/core/base/a.c': 'void\nkab_a (void)\n{\n}\n'},
       {'src/core/base/a.h': 'void kab_a (void);\n',
        'src/core/base/a.c': '/**\n * kab_a:\n *\n * Does a.\n */\nvoid\nkab_a (void)\n{\n}\n'})
def documented(tree):
    declared = set()
    for name in tree.names('src/*.h'):
        if not name.endswith('-private.h'):
            declared.update(re.findall(r'\b(kab_\w+) \(', tree.code(name)))
    for name in tree.names('src/*.c'):
        described = set(re.findall(r'^ \* (\w+):', tree.text(name), re.M))
        for function, static, first, _length, _body in tree.functions(name):
            if function in declared and not static and function not in described:
                yield f'{name}:{first}: {function}'


@check('nothing is left for later', {'src/app/a.c': '/* FIXME */\n'})
def nothing_left(tree):
    for name, line, hit in tree.find(r'\b(TODO|FIXME|XXX|HACK)\b', 'src/*.[ch]', 'ui/*.blp', 'tests/*.c', 'build-aux/*',
                                     comments=True):
        yield f'{name}:{line}: {hit.group()}'
