# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared with the command that sources this
# Sourced by the commands in ci/: where things are, and how what is missing gets installed.
# The caller sets `here`, the folder of this file. Messages go to stderr: stdout belongs to the command.
set -euo pipefail

checkout=${here%/*}

# As everywhere by the XDG rules, a relative XDG_CACHE_HOME counts as unset. Without HOME, ~ is the one in passwd.
cache_home=${XDG_CACHE_HOME-}
[[ $cache_home == /* ]] || cache_home=${HOME:-~}/.cache
cache=$cache_home/qemu-map-parity

say() { printf 'ci/%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# make_folder FOLDER: makes a folder of the cache, or says how to have the cache elsewhere.
make_folder() {
  if ! mkdir -p -- "$1" 2>/dev/null || [[ ! -w $1 ]]; then
    die "cannot write $1: set XDG_CACHE_HOME to a folder that can be written"
  fi
}

# hold FILE: waits until no other run holds the file or folder, then holds it until this shell ends.
# Without flock two runs at once may do the same work twice; each still puts only whole folders in place.
hold() {
  exec {held}<"$1"
  if type -P flock >/dev/null; then flock "$held"; fi
}

# put FOLDER PLACE: renames a finished folder into its place, or drops it if another run has been there first.
put() {
  mv -T -- "$1" "$2" 2>/dev/null || rm -rf -- "$1"
}
