# shellcheck disable=SC2154 # build_dir is dev's
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev tour DIRECTORY

dev_tour () {
  [ $# -ge 1 ] || die "usage: ./dev tour DIRECTORY"
  local directory=$1
  shift
  mkdir -p "$directory" || die "cannot make $directory"
  directory=$(realpath "$directory")
  build || die "the build fails"
  KABINET_BIND=$directory inside python3 tests/journeys/tour.py "$directory" "$@"
}
