#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one cost that repeats exactly and so can fail a build: instructions from JSON text to records (J1)."""
import os
import sys

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from bench import count_decoding  # noqa: E402
from tap import Tap  # noqa: E402

# Of what the parser alone takes, which is somebody else's: 1.23 when this was written.
BOUND = 1.30


def main():
    tap = Tap()
    cost, _size = count_decoding(200)
    tap.ok(cost['parser'] > 1e6, '/bench/J1/something was counted', cost)
    ratio = cost['records'] / cost['parser']
    tap.ok(ratio <= BOUND, f'/bench/J1/records cost {ratio:.2f} of the parser alone, at most {BOUND:.2f}', cost)
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
