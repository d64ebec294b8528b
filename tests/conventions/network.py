# SPDX-License-Identifier: GPL-3.0-or-later
"""One way to the network, nothing that blocks, no text of a server taken for markup."""
import re

from checks import check

SOUP = r'(?m)^\s*#\s*include\s*<libsoup/|\bsoup_\w+ \('
PARSER = r'\bjson_(parser_new|parser_load|from_string|gobject_from)\w* \('


def outside(tree, expression, *homes):
    for name, line, hit in tree.find(expression, 'src/*.[ch]'):
        if not name.startswith(homes):
            yield f'{name}:{line}: {hit.group().strip()}'


@check('libsoup is called in core/net and the backend only', {'src/app/a.c': '  soup_session_new ();\n'},
       {'src/core/net/a.c': '  soup_session_new ();\n'})
def soup_at_home(tree):
    yield from outside(tree, SOUP, 'src/core/net/', 'src/backend/')


@check('JSON is parsed in core/net, core/record and the backend only',
       {'src/form/a.c': '  node = json_from_string (text, NULL);\n'})
def json_at_home(tree):
    yield from outside(tree, PARSER, 'src/core/net/', 'src/core/record/', 'src/backend/')


@check('the client waits for nothing: no call to a _sync function (A3)',
       {'src/app/a.c': '  secret_password_store_sync (schema);\n'}, {'src/app/a.c': '  /* never foo_sync () */\n'})
def nothing_blocks(tree):
    yield from outside(tree, r'\b\w+_sync \(', 'src/backend/')


@check('no text becomes markup by set_markup or use-markup (J5)',
       {'src/app/a.c': '  gtk_label_set_markup (label, name);\n'}, {'ui/app/a.blp': 'use-markup: false;\n'})
def no_markup(tree):
    for name, line, hit in tree.find(r'_set_markup \(|"use-markup", TRUE|_set_use_markup \([^;]*TRUE\)|use-markup: true|'
                                     r'body-use-markup: true', 'src/*.[ch]', 'ui/*.blp'):
        yield f'{name}:{line}: {hit.group()}'


# Widgets of libadwaita whose title is markup unless they are told otherwise.
MARKUP_BY_DEFAULT = re.compile(r'^(Adw\.)?(\w*Row|Banner|Toast)$')
BOUND = re.compile(r'\b(title|subtitle): bind')


@check('a row or banner whose title is bound says that it is no markup (J5)',
       {'ui/app/a.blp': 'Adw.ActionRow row {\n  title: bind template.name;\n  Box { Box { Image {} } }\n}\n'},
       {'ui/app/a.blp': 'Adw.ActionRow {\n  title: bind template.name;\n  use-markup: false;\n}\n'})
def bound_titles(tree):
    for name in tree.names('ui/*.blp'):
        for kind, line, inside in tree.blocks(name):
            if MARKUP_BY_DEFAULT.match(kind) and BOUND.search(inside) and 'use-markup: false' not in inside:
                yield f'{name}:{line}: {kind}'


MADE_ROW = re.compile(r'\badw_(action|expander|entry|password_entry|switch|spin|combo|button|preferences)_row_new \(|'
                      r'\bADW_TYPE_\w*ROW, |\badw_toast_new(_format)? \(|\badw_banner_new \(')


@check('a row, toast or banner made in C says that it is no markup (J5)',
       {'src/app/a.c': 'static void\na (void)\n{\n  row = adw_action_row_new ();\n}\n'},
       {'src/app/a.c': 'static void\na (void)\n{\n  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);\n}\n'})
def made_titles(tree):
    for name in tree.names('src/*.c'):
        for function, _static, first, _length, body in tree.functions(name):
            made = len(MADE_ROW.findall(body))
            told = len(re.findall(r'"use-markup", FALSE|_set_use_markup \([^;]*FALSE\)', body))
            if made > told:
                yield f'{name}:{first}: {function} makes {made}, and says so of {told}'


TOGETHER = re.compile(r'g_object_new \([^;]*"use-markup", FALSE,[^;]*"(sub)?title"')


@check('a row gets its words after it was told that they are no markup: see kab_plain_row_new() (J5)',
       {'src/app/a.c': 'static void\na (void)\n{\n  g_object_new (T, "use-markup", FALSE, "title", t, NULL);\n}\n'},
       {'src/app/a.c': 'static void\na (void)\n{\n  g_object_new (T, "use-markup", FALSE, NULL);\n}\n'})
def words_last(tree):
    for name in tree.names('src/*.c'):
        for function, _static, first, _length, body in tree.functions(name):
            if TOGETHER.search(body):
                yield f'{name}:{first}: {function}'
