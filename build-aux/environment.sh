# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2154 # build_dir is dev's
# Sourced by dev: makes sure that there is an environment, and enters it.

as_root () {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo > /dev/null; then sudo "$@"
  else die "needs root or sudo to install packages"
  fi
}

install_on_host () {
  command -v apt-get > /dev/null || die "'$1' is missing, and this system has no apt-get to install it with"
  say "installing $*"
  as_root apt-get update -qq || die "the package lists could not be read; is there a network?"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null ||
    die "could not install: $*"
}

# Can the host itself hold what Kabinet is built on (GTK 4.18, libadwaita 1.7, libdex 0.10)? Asking takes
# a while, so the answer is kept for as long as the system is the same.
host_is_new_enough () {
  local answer
  [ -z "${KABINET_FORCE_ROOT:-}" ] || return 1
  answer=$KABINET_CACHE/host-$(cat /etc/os-release build-aux/environment.sh 2> /dev/null | sha256sum | cut -c 1-16)
  if [ ! -e "$answer" ]; then
    mkdir -p "$KABINET_CACHE"
    if ask_host; then echo yes; else echo no; fi > "$answer"
  fi
  [ "$(cat "$answer")" = yes ]
}

ask_host () {
  local have need
  command -v apt-cache > /dev/null || return 1
  # A fresh machine has no package lists yet.
  [ -n "$(candidate libgtk-4-dev)" ] || as_root apt-get update -qq || true
  for need in libgtk-4-dev=4.18 libadwaita-1-dev=1.7 libdex-dev=0.10; do
    have=$(candidate "${need%%=*}")
    [ -n "$have" ] && dpkg --compare-versions "$have" ge "${need##*=}" || return 1
  done
}

candidate () {
  apt-cache policy "$1" 2> /dev/null | sed -n 's/^ *Candidate: *//p' | grep -v '(none)' || true
}

# Where the pinned tools of the contract tests lie once ./dev test has fetched them; tests that find them there
# hold what they send and get against the contract, in ./dev shell too.
name_contract_tools () {
  KABINET_NODE=$KABINET_CACHE/node-$(cat tests/contract/package.json tests/contract/package-lock.json |
                                     sha256sum | cut -c 1-16)
  export KABINET_NODE
}

prepare () {
  name_contract_tools
  if host_is_new_enough; then
    prepare_host
  else
    prepare_root
  fi
}

prepare_host () {
  local stamp missing locale
  stamp=$KABINET_CACHE/host-packages.$(sha256sum < build-aux/packages | cut -c 1-16)
  command -v bwrap > /dev/null || install_on_host bubblewrap
  if [ ! -e "$stamp" ]; then
    missing=$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' build-aux/packages |
              while read -r name; do dpkg -s "$name" > /dev/null 2>&1 || echo "$name"; done)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_on_host $missing
    mkdir -p "$KABINET_CACHE/locales"
    for locale in ru_RU be_BY uk_UA en_US de_DE ar_EG; do
      localedef -i "$locale" -f UTF-8 "$KABINET_CACHE/locales/$locale.UTF-8" || die "the locale $locale could not be made"
    done
    touch "$stamp"
  fi
}

prepare_root () {
  command -v bwrap > /dev/null || install_on_host bubblewrap
  mkdir -p "$KABINET_CACHE"
  KABINET_ROOT=$KABINET_CACHE/root-$(cat build-aux/packages build-aux/make-root build-aux/fonts.conf |
                                     sha256sum | cut -c 1-16)
  export KABINET_ROOT
  # Several ./dev at once wait for the one that makes the root.
  exec 7> "$KABINET_CACHE/root.lock"
  flock 7
  if [ ! -e "$KABINET_ROOT/.complete" ] || ! root_works; then
    command -v mmdebstrap > /dev/null || install_on_host mmdebstrap debian-archive-keyring
    say "making the Debian 13 environment in $KABINET_ROOT (once; about two minutes, 2 GB)"
    build-aux/make-root "$KABINET_ROOT" build-aux/packages
    # Roots of old states of build-aux/packages.
    find "$KABINET_CACHE" -maxdepth 1 -name 'root-*' ! -path "$KABINET_ROOT*" -mtime +30 -print0 |
      as_root xargs -0 --no-run-if-empty rm -rf
  fi
  flock -u 7
  exec 7>&-
}

# A root can lose files (a cleaned cache, a full disk); asking for the two things everything needs is cheap.
root_works () {
  bwrap --ro-bind "$KABINET_ROOT" / --dev /dev --proc /proc -- \
    /usr/bin/pkgconf --exists gtk4 libadwaita-1 libdex-1 > /dev/null 2>&1 || {
      say "the environment is damaged and will be made anew"
      return 1
    }
}

inside () { build-aux/enter "$@"; }
inside_open () { build-aux/enter --open "$@"; }

# Configures the build directory once and builds. usage: build [MESON-OPTION…]
# In the Debian 13 root the compiler is known, so there a warning is an error.
build () {
  [ -z "${KABINET_ROOT:-}" ] || set -- -Dwerror_ours=true "$@"
  if [ ! -e "$build_dir/build.ninja" ]; then
    configure meson setup "$build_dir" "$@"
  elif [ -n "${KABINET_ROOT:-}" ] && ! has_option werror_ours; then
    configure meson configure "$build_dir" -Dwerror_ours=true
  fi
  inside ninja -C "$build_dir" ${KABINET_JOBS:+-j "$KABINET_JOBS"}
}

configure () {
  inside "$@" > "$KABINET_CACHE/setup.log" 2>&1 || {
    cat "$KABINET_CACHE/setup.log" >&2
    die "the build could not be configured"
  }
}

has_option () {
  grep -A 1 "\"name\": \"$1\"" "$build_dir/meson-info/intro-buildoptions.json" | grep -q '"value": true'
}

has_display () {
  local runtime=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
  if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    case "$WAYLAND_DISPLAY" in
      /*) [ -S "$WAYLAND_DISPLAY" ] && return 0 ;;
      *) [ -S "$runtime/$WAYLAND_DISPLAY" ] && return 0 ;;
    esac
  fi
  [ -n "${DISPLAY:-}" ]
}
