# shellcheck disable=SC2154 # build_dir is dev's
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev bench

dev_bench () {
  build || die "the build fails"
  inside python3 tests/bench/bench.py "$@"
}
