import { MapError } from '../basics/error.ts';

/** Who built the program, if its builds are known to differ from the upstream releases. */
export type Vendor = 'Debian';

/**
 * The numbers of a version such as `5.2`, `7.2.22` or `10.0.0-rc1`: major, minor, release. A version without a third number
 * stands for its stable series, and counts as the last release of it (Infinity).
 *
 * @throws MapError `bad-version` if the text isn't a version
 */
function versionNumbers(version: string): readonly [number, number, number] {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?(?:[-+~].*)?$/.exec(version);
  if (match === null) {
    throw new MapError('bad-version', `'${version}' is not a qemu version`, {
      next: 'Give it as MAJOR.MINOR or MAJOR.MINOR.RELEASE, for example 7.2 or 10.0.13.',
    });
  }
  const release = match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]);
  return [Number(match[1]), Number(match[2]), release];
}

/** Whether `version` is `since` or a later one. A `since` without a third number means release 0. */
export function isAtLeast(version: string, since: string): boolean {
  return reachedBy(version)(since);
}

/** `isAtLeast` of one version. The rows of the table of behaviours name few versions, each many times. */
export function reachedBy(version: string): (since: string) => boolean {
  const [major, minor, release] = versionNumbers(version);
  const isReached = (since: string): boolean => {
    const [sinceMajor, sinceMinor, sinceRelease] = versionNumbers(since);
    if (major !== sinceMajor) return major > sinceMajor;
    if (minor !== sinceMinor) return minor > sinceMinor;
    return release >= (Number.isFinite(sinceRelease) ? sinceRelease : 0);
  };
  const known = new Map<string, boolean>();
  return since => {
    const answer = known.get(since) ?? isReached(since);
    known.set(since, answer);
    return answer;
  };
}
