# shellcheck disable=SC2154 # build_dir is dev's
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev run [ARGUMENT…]
#
# With a display Kabinet opens on it and uses the person's own session bus and keyring. Without one it is
# shown in a browser by Broadway, with a session bus and a keyring of its own.

dev_run () {
  local argument demo=--demo
  for argument; do
    case "$argument" in --demo|--backend|--backend=*) demo= ;; esac
  done
  say "building"
  build || die "the build fails"
  # shellcheck disable=SC2086
  if has_display; then
    inside_open build-aux/on-display "$build_dir/src/kabinet" $demo "$@"
  else
    say "there is no display here, so Kabinet is shown in a browser"
    (
      # Another display's leftovers must not be found.
      unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR GDK_BACKEND
      inside_open build-aux/on-broadway "$build_dir/src/kabinet" $demo "$@"
    )
  fi
}
