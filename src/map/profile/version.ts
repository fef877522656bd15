import { MapError } from '../basics/error.ts';

/** Who built the program, where a build is known to differ from what upstream released under that number. */
export type Vendor = 'Debian';

/**
 * The numbers of a version such as `5.2`, `7.2.22` or `10.0.0-rc1`: major, minor, stable release. A version without a
 * third number names its whole stable series and counts as that series' last release.
 *
 * @throws MapError `bad-version` where the text isn't a version
 */
export function versionNumbers(version: string): readonly [number, number, number] {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?(?:[-+~].*)?$/.exec(version);
  if (match === null) {
    throw new MapError('bad-version', `'${version}' is not a qemu version`, {
      next: 'Give it as MAJOR.MINOR or MAJOR.MINOR.RELEASE, for example 7.2 or 10.0.13.',
    });
  }
  const release = match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]);
  return [Number(match[1]), Number(match[2]), release];
}

/** Whether `version` is `since` or came after it; a `since` without a third number begins with release 0. */
export function isAtLeast(version: string, since: string): boolean {
  const [major, minor, release] = versionNumbers(version);
  const [sinceMajor, sinceMinor, sinceRelease] = versionNumbers(since);
  if (major !== sinceMajor) return major > sinceMajor;
  if (minor !== sinceMinor) return minor > sinceMinor;
  return release >= (Number.isFinite(sinceRelease) ? sinceRelease : 0);
}
