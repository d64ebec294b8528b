# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev bench

bench () {
  build || die "the build fails"
  inside python3 tests/bench/bench.py "$@"
}
