#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the conventions that no compiler knows, as TAP: each of them on the project's own tree, and on a bad
sample, because a check that cannot fail is none. usage: test_conventions.py SOURCE-DIRECTORY"""
import sys

from checks import CHECKS
from tree import Tree
import layers  # noqa: F401
import names  # noqa: F401
import network  # noqa: F401
import registers  # noqa: F401
import shape  # noqa: F401


def main():
    tree = Tree.of_folder(sys.argv[1])
    number = 0
    for check in CHECKS:
        complaints = list(check.function(tree))
        blind = [] if list(check.function(Tree(check.bad))) else ['the bad sample was accepted']
        strict = list(check.function(Tree(check.good)))
        for title, notes in ((check.title, complaints), (f'{check.title}: this check can fail', blind + strict)):
            number += 1
            print(f'{"not ok" if notes else "ok"} {number} - {title}')
            for note in notes:
                print(f'# {note}')
    print(f'1..{number}')


main()
