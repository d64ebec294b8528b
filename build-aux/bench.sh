# shellcheck disable=SC2154 # build_dir is dev's
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev bench [--rounds N] [--documents N] [start|decode|windows|table|receipts…]
# Prints, side by side in one run, what Kabinet costs. Asserts nothing.

dev_bench () {
  build || die "the build fails"
  inside env KEYRING=bench KABINET_SOURCE_DIR="$KABINET_SOURCE" KABINET_BUILD_DIR="$build_dir" \
    build-aux/session python3 tests/bench/bench.py "$@"
}
