# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/requirements.md and the tests name the same rows.

usage: test_requirements.py [--update]
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from tap import Tap  # noqa: E402

SOURCE = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
DOCUMENT = os.path.join(SOURCE, "docs", "requirements.md")
ROW = re.compile(r"^\| ([ESHAT]-\d\d) \| (.+) \| (.+) \|$")
NAME = re.compile(r"\b([ESHAT]-\d\d)\b")
COUNTS = {"E": 53, "S": 51, "H": 39, "A": 86, "T": 40}


def rows_in_tests(folder):
    """Maps each row to the test files that name it, in order."""
    held = {}
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in ("node_modules", "conventions", "__pycache__"))
        for file in sorted(files):
            if not file.endswith((".c", ".py")):
                continue
            path = os.path.join(root, file)
            with open(path, encoding="utf-8") as stream:
                for row in set(NAME.findall(stream.read())):
                    held.setdefault(row, []).append(os.path.relpath(path, folder))
    return held


def read_document(lines):
    """Maps each row of the document to its line, its text and what it says of tests."""
    return {m[1]: (n, m[2], m[3]) for n, line in enumerate(lines) if (m := ROW.match(line))}


def column(held, row):
    return ", ".join("`%s`" % path for path in sorted(held.get(row, []))) or "—"


def drift(lines, held):
    """What the document says otherwise than the tests."""
    rows = read_document(lines)
    wrong = ["%s: the document says %s, the tests %s" % (row, said, column(held, row))
             for row, (_, _, said) in rows.items() if said != column(held, row)]
    return wrong + ["%s: named in %s, unknown to the document" % (row, held[row]) for row in held if row not in rows]


def update(lines, held):
    for row, (number, text, _) in read_document(lines).items():
        lines[number] = "| %s | %s | %s |" % (row, text, column(held, row))
    with open(DOCUMENT, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")


def main():
    with open(DOCUMENT, encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    held = rows_in_tests(os.path.join(SOURCE, "tests"))
    if "--update" in sys.argv:
        update(lines, held)
        return 0
    tap = Tap()
    rows = read_document(lines)
    for letter, count in COUNTS.items():
        found = sum(1 for row in rows if row.startswith(letter))
        tap.ok(found == count, "/requirements/all rows of %s" % letter, "%d of %d" % (found, count))
    wrong = drift(lines, held)
    tap.ok(not wrong, "/requirements/document and tests agree", "\n".join(wrong))
    tap.ok(bool(drift(lines, dict(held, **{"X-99": ["nowhere.c"]}))), "/requirements/the check can fail")
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
