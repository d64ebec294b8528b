# SPDX-License-Identifier: GPL-3.0-or-later
"""The register of conventions. A convention is a function that is given a tree of files and yields complaints,
together with a small tree that it has to complain about and, where that is not plain, one that it must accept."""
import collections

Check = collections.namedtuple('Check', 'title function bad good')
CHECKS = []


def check(title, bad, good=None):
    def register(function):
        CHECKS.append(Check(title, function, bad, good or {}))
        return function
    return register
