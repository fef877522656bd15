# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared with the command that sources this
# Sourced by ci/oracles: an apt-get of our own, which needs no root and leaves the machine's packages alone.
# All of it lives in $work; $log has what apt said.

# mirror PATTERN: the address of the first suite in this machine's apt configuration whose name fits.
# Other sources may carry suites of Debian's names: an address that ends in debian or debian-security comes first.
mirror() {
  apt-get update --print-uris |
    awk -F "'" -v pattern="$1" '
      !match($2, /\/dists\/[^\/]+\/InRelease$/) || $2 ~ /^cdrom:/ { next }
      { address = substr($2, 1, RSTART - 1); split(substr($2, RSTART), part, "/") }
      part[3] !~ pattern { next }
      address ~ /\/debian(-security)?$/ && !named { named = address }
      !first { first = address }
      END { print named ? named : first }'
}

# Sets `debian` and `security`, the mirrors, and `keyring`; fails with a reason in `lack`.
find_mirrors() {
  local tool file
  for tool in apt-get dpkg-deb; do
    lack="no $tool on this machine"
    type -P "$tool" >/dev/null || return 1
  done
  for file in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
    if [[ -r $file ]]; then keyring=$file; fi
  done
  lack='the package debian-archive-keyring is not installed'
  [[ -n ${keyring-} ]] || return 1
  lack='no Debian mirror in the apt configuration of this machine: set MAP_PARITY_DEBIAN_MIRROR'
  debian=${MAP_PARITY_DEBIAN_MIRROR:-$(mirror '^(bullseye|bookworm|trixie|forky|sid|(old)*stable|testing|unstable)$')}
  [[ -n $debian ]] || return 1
  security=${MAP_PARITY_DEBIAN_SECURITY_MIRROR:-$(mirror '^[a-z]+-security$')}
  security=${security:-${debian%/}-security}
}

# sources SUITES: apt's lines for suites joined by commas.
sources() {
  local suite address
  for suite in ${1//,/ }; do
    address=$debian
    if [[ $suite == *-security ]]; then address=$security; fi
    echo "deb [arch=$architecture target=Packages lang=none signed-by=$keyring] $address $suite main"
  done
}

# Read after the machine's own configuration, which may name a proxy. Hooks that would touch the machine are taken out.
# Signatures are checked as always, dates are not: old suites stand still.
apt_configuration() {
  cat <<END
Dir::State "$work/state";
Dir::State::lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
Dir::Cache::archives "archives";
Dir::Cache::pkgcache "";
Dir::Etc::sourcelist "$work/sources.list";
Dir::Etc::sourceparts "$work/none";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "$work/none";
#clear APT::Default-Release;
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Get::List-Cleanup "false";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
APT::Update::Error-Mode "any";
Acquire::Check-Valid-Until "false";
Acquire::PDiffs "false";
Acquire::Retries "2";
Acquire::http::Timeout "15";
END
}

# our_apt PROGRAM ARGS: apt-get or apt-cache with that configuration.
our_apt() {
  LC_ALL=C "$1" -c "$work/apt.conf" -q=2 "${@:2}" </dev/null 2>>"$log"
}

# complaint PATTERN: the first complaint of apt that fits, or the first of all, without the letter in front.
complaint() {
  { grep -E '^[EW]: ' "$log" | grep -m1 -E -- "$1" || grep -m1 '^E: ' "$log" || echo 'E: apt gave no reason'; } | cut -c4-
}
