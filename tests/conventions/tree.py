# SPDX-License-Identifier: GPL-3.0-or-later
"""A tree of source files: the project's own, or a few lines written for a test."""
import fnmatch
import pathlib
import re

COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
FUNCTION = re.compile(r'^(?P<head>(?:[^\s#/{}][^\n]*\n)*?)(?P<name>\w+) \((?P<arguments>[^{};]*?)\)\n\{\n(?P<body>.*?)^\}',
                      re.M | re.S)
OBJECT = re.compile(r'([\w.$]+)(?:\s+\w+)?\s*$')
LEFT_OUT = ('build', 'node_modules', '__pycache__', '.git', '.flatpak-builder')


class Tree:
    def __init__(self, files):
        self.texts = files

    @classmethod
    def of_folder(cls, root):
        root = pathlib.Path(root)
        found = {}
        for folder in ('src', 'ui', 'po', 'tests', 'data', 'docs', 'build-aux', 'flatpak'):
            for path in sorted((root / folder).rglob('*')):
                parts = path.relative_to(root).parts
                if path.is_file() and not any(part in LEFT_OUT for part in parts):
                    found['/'.join(parts)] = path
        for name in ('dev', 'meson.build', 'README.md', 'CONTRIBUTING.md'):
            if (root / name).is_file():
                found[name] = root / name
        return cls(found)

    def names(self, *patterns):
        """The paths that fit one of the patterns; a `*` crosses folders."""
        return [name for name in self.texts if any(fnmatch.fnmatchcase(name, p) for p in patterns)]

    def __contains__(self, name):
        return name in self.texts

    def text(self, name):
        value = self.texts[name]
        return value if isinstance(value, str) else value.read_text(encoding='utf-8', errors='replace')

    def code(self, name):
        """C without its comments; the lines keep their numbers."""
        return COMMENT.sub(blank, self.text(name))

    def find(self, expression, *patterns, comments=False, flags=0):
        """(path, line number, match) of every hit, comments of C left out."""
        searched = re.compile(expression, flags)
        for name in self.names(*patterns):
            text = self.code(name) if name.endswith(('.c', '.h')) and not comments else self.text(name)
            for hit in searched.finditer(text):
                yield name, text.count('\n', 0, hit.start()) + 1, hit

    def functions(self, name):
        """(function, is static, first line, number of lines, body) of a C file in the house's format."""
        code = self.code(name)
        for hit in FUNCTION.finditer(code):
            first = code.count('\n', 0, hit.start('name')) + 1
            length = hit.group('body').count('\n') + hit.group('arguments').count('\n') + 3
            yield hit.group('name'), 'static' in hit.group('head').split(), first, length, hit.group('body')

    def blocks(self, name):
        """(type, line number, text without inner blocks) of every object in a Blueprint file."""
        text = STRING.sub(blank, COMMENT.sub(blank, self.text(name)))
        open_blocks = []
        start = 0
        for hit in re.finditer(r'[{}]', text):
            piece = text[start:hit.start()]
            start = hit.end()
            if open_blocks:
                open_blocks[-1][2].append(piece)
            if hit.group() == '{':
                head = OBJECT.search(piece)
                open_blocks.append([head.group(1) if head else '', text.count('\n', 0, hit.start()) + 1, []])
            elif open_blocks:
                kind, line, pieces = open_blocks.pop()
                yield kind, line, ''.join(pieces)


def blank(hit):
    return re.sub(r'[^\n]', ' ', hit.group())
