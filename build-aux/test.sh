# shellcheck disable=SC2154 # build_dir is dev's
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev test [--quick] [NAME…]
#
# Builds, runs all tests, checks format and texts, then runs the tests again under the sanitizers. Only what
# fails is shown in full. The last line is 'N passed, N failed': each TAP subtest counts, each check counts.

passed=0
failed=0

part () { echo; echo "── $* ($(elapsed))"; }
elapsed () { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

# usage: check NAME COMMAND…   one check: silent when it holds, its whole output when it does not
check () {
  local name=$1 output=$KABINET_BUILD/check.log
  shift
  if "$@" > "$output" 2>&1; then
    echo "   ok  $name"
    passed=$((passed + 1))
  else
    echo " FAIL  $name"
    sed 's/^/       /' "$output"
    failed=$((failed + 1))
  fi
}

# usage: meson_tests BUILD-DIRECTORY [MESON-TEST-ARGUMENT…]
meson_tests () {
  local dir=$1 counts
  shift
  rm -rf "$dir/meson-logs/testlog.json" "$dir/contract-traffic"
  inside meson test -C "$dir" --no-rebuild --num-processes "${KABINET_JOBS:-2}" "$@" 2>&1 |
    grep --line-buffered -E '^ *[0-9]+/[0-9]+ |ERROR' || true
  counts=$(inside python3 build-aux/count-tests "$dir/meson-logs/testlog.json") || true
  # All but the last line tell of failures; the last is two numbers.
  printf '%s\n' "$counts" | sed '$d'
  counts=$(printf '%s\n' "$counts" | tail -n 1)
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
}

# What has to work for the rest to mean anything: its failure counts, and ends the run.
broken () {
  say "$*"
  failed=$((failed + 1))
  finish
  exit 1
}

finish () {
  part "Done"
  echo "$passed passed, $failed failed"
}

# The tools that hold the contract come from npm, pinned by a lock file; tests have no network, so they
# are fetched before and kept in the cache.
contract_tools () {
  local folder=tests/contract half
  [ ! -e "$KABINET_NODE/node_modules" ] || return 0
  say "fetching the tools of the contract tests"
  half=$KABINET_NODE.half
  rm -rf "$half"; mkdir -p "$half"
  cp "$folder/package.json" "$folder/package-lock.json" "$half"
  build-aux/enter --net npm ci --prefix "$half" --ignore-scripts --no-audit --no-fund > "$KABINET_CACHE/npm.log" 2>&1 || {
    tail -n 5 "$KABINET_CACHE/npm.log" >&2
    die "the tools of the contract tests could not be fetched; is there a network?"
  }
  mv "$half" "$KABINET_NODE"
}

format_checks () {
  check "C is formatted (clang-format)" inside sh -c \
    'find src tests -name "*.[ch]" -print0 | xargs -0 clang-format --dry-run -Werror'
  check "Blueprint is formatted" inside sh -c \
    'find ui -name "*.blp" -print0 | xargs -0 --no-run-if-empty blueprint-compiler format'
}

lint_checks () {
  check "C has no finding of cppcheck" inside build-aux/cppcheck
  check "scripts have no finding of shellcheck" inside sh -c \
    'shellcheck --severity=warning --shell=bash dev build-aux/*.sh build-aux/make-root build-aux/enter build-aux/session build-aux/on-* build-aux/with-keyring build-aux/standin-runtime build-aux/flatpak-session build-aux/cppcheck .ci/run'
  check "XML is well formed" inside sh -c \
    'find data ui build-aux \( -name "*.xml" -o -name "*.xml.in" -o -name "*.svg" \) -print0 | xargs -0 xmllint --noout'
  check "JSON is well formed" inside sh -c \
    'find data tests flatpak -name "*.json" -not -path "*/node_modules/*" -exec sh -c \
      "for f; do python3 -m json.tool \"\$f\" /dev/null || echo \"\$f\"; done" sh {} + 2>&1 | { ! grep .; }'
  check "translations are well formed" inside sh -c \
    'for f in po/*.po; do msgfmt --check --output-file=/dev/null "$f" || exit 1; done'
}

sanitizer_build () {
  local dir=$KABINET_BUILD-asan
  (build_dir=$dir; build -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1 -Ddebug=true)
}

dev_test () {
  local quick=
  SECONDS=0
  while [ $# -gt 0 ]; do
    case "$1" in
      --quick) quick=1; shift ;;
      -*) die "unknown option $1" ;;
      *) break ;;
    esac
  done

  part "Build"
  build || broken "the build fails"
  contract_tools

  if [ $# -gt 0 ]; then
    part "Tests: $*"
    meson_tests "$build_dir" "$@"
  else
    part "Tests"
    meson_tests "$build_dir"
    part "Format and lint"
    format_checks
    lint_checks
    if [ -z "$quick" ]; then
      part "Build with the address and undefined behaviour sanitizers"
      sanitizer_build || broken "the build with sanitizers fails"
      part "Tests under the sanitizers"
      meson_tests "$build_dir-asan"
    fi
  fi
  finish
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
