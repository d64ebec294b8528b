# shellcheck disable=SC2154 # build_dir is dev's
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by dev: ./dev flatpak [FOLDER]
#
# Builds the manifest for real on a stand-in runtime of Debian packages, installs it into a folder of its own
# and starts it; without a display it leaves pictures in FOLDER (default: build/flatpak).

dev_flatpak () {
  local pictures=${1:-$build_dir/flatpak} work=$KABINET_CACHE/flatpak branch=13 manifest id=org.kabinet.Kabinet
  mkdir -p "$pictures" "$work"
  pictures=$(realpath "$pictures")
  local tool
  for tool in flatpak flatpak-builder ostree Xvfb import gnome-keyring-daemon mmdebstrap dbus-run-session; do
    command -v $tool > /dev/null || {
      install_on_host flatpak flatpak-builder ostree elfutils patch xvfb imagemagick dbus gnome-keyring mmdebstrap \
        debian-archive-keyring xdg-desktop-portal xdg-desktop-portal-gtk fuse3 appstream desktop-file-utils
      break
    }
  done
  export FLATPAK_USER_DIR=$work/user

  standin "$work" "$branch"
  archives "$work/archives"
  manifest=$(local_manifest "$work/archives" "$branch")
  say "building the Flatpak"
  flatpak-builder --user --install --force-clean --state-dir="$work/state" --repo="$work/app-repo" \
    "$work/app" "$manifest" || { rm -f "$manifest"; die "the Flatpak could not be built"; }
  rm -f "$manifest"

  if has_display; then
    say "starting it"
    flatpak run "$id" --demo
  else
    say "starting it where a portal and a keyring are, and where neither is"
    build-aux/flatpak-session keyring "$pictures/with-keyring.png" flatpak run "$id" --demo || die "it did not start"
    build-aux/flatpak-session bare "$pictures/without-keyring.png" flatpak run "$id" --demo || die "it did not start"
    say "its pictures are in $pictures"
  fi
}

standin () {
  local work=$1 branch=$2 repository=$1/runtime-repo mark
  mark=$work/runtime-$(sha256sum < build-aux/standin-runtime | cut -c 1-16)
  [ ! -e "$mark" ] || return 0
  say "making the stand-in runtime of Debian packages (once; some four minutes, 3 GB)"
  as_root build-aux/standin-runtime "$work/trees" "$repository" "$branch" || die "the stand-in runtime could not be made"
  as_root chown -R "$(id -u):$(id -g)" "$repository"
  flatpak --user remote-add --if-not-exists --no-gpg-verify standin "$repository"
  flatpak --user install -y --noninteractive --reinstall standin \
    org.kabinet.Standin.Platform//"$branch" org.kabinet.Standin.Sdk//"$branch" || die "the runtime could not be installed"
  rm -f "$work"/runtime-????????????????
  touch "$mark"
}

# The manifest names the releases of the upstream projects; Debian's source packages carry the very same files.
archives () {
  local folder=$1 apt mirror mark
  mark=$folder/.complete-$(sha256sum < flatpak/org.kabinet.Kabinet.json | cut -c 1-16)
  [ ! -e "$mark" ] || return 0
  say "fetching the sources of the modules"
  rm -rf "$folder"
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
  # From wherever this machine has its Debian packages.
  # shellcheck disable=SC2016 # apt-get fills that in
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' | head -n 1)
  [ -n "$mirror" ] || die "this machine's package lists name no Debian mirror; run apt-get update"
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" \
    > "$folder/apt/sources.list"
  apt=(-qq -o "Dir::Etc::sourcelist=$folder/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
       -o "Dir::State::lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache" -o "APT::Sandbox::User=$(id -un)")
  (cd "$folder" && apt-get "${apt[@]}" update && apt-get "${apt[@]}" source --download-only libsodium qrencode zbar poppler) ||
    die "the sources of the modules could not be fetched; is there a network?"
  rm -rf "$folder/apt"
  touch "$mark"
}

# A throw-away copy beside the manifest: the runtime swapped, each archive replaced by the local file of the same sum.
local_manifest () {
  local copy=flatpak/.standin.json
  python3 - flatpak/org.kabinet.Kabinet.json "$1" "$2" > "$copy" <<'PYTHON' || die "the manifest could not be prepared"
import hashlib, json, pathlib, sys
manifest = json.load(open(sys.argv[1]))
files = {hashlib.sha256(f.read_bytes()).hexdigest(): f for f in pathlib.Path(sys.argv[2]).glob('*.orig.*')}
manifest.update({'runtime': 'org.kabinet.Standin.Platform', 'sdk': 'org.kabinet.Standin.Sdk',
                 'runtime-version': sys.argv[3]})
for module in manifest['modules']:
    for source in module['sources']:
        if source['type'] == 'archive':
            source['path'] = str(files[source['sha256']])
            del source['url']
json.dump(manifest, sys.stdout, indent=2)
PYTHON
  echo "$copy"
}
