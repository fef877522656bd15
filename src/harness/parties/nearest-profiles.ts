import { behaviours } from '../../map/profile/behaviours/table.ts';
import { type Profile, profileOf } from '../../map/profile/profile.ts';
import { isAtLeast, type Vendor } from '../../map/profile/version.ts';

/** The vendors whose builds are known to differ; undefined: upstream. */
const vendors: readonly (Vendor | undefined)[] = [undefined, 'Debian'];

/**
 * All profiles that differ in anything, the nearest to a profile first: the same version of other vendors, then outwards in the
 * list of all releases that changed something, the next one before the one before. Development builds and backports have more
 * of later versions than of earlier ones.
 */
export function nearestProfiles({ version, vendor }: Profile): Profile[] {
  const releases = changingReleases();
  const later = releases.filter(release => !isAtLeast(version, release));
  const earlier = releases.filter(release => isAtLeast(version, release)).reverse();
  const outwards = Array.from({ length: Math.max(later.length, earlier.length) }, (_, index) =>
    [later[index], earlier[index]].filter(release => release !== undefined),
  );
  const ownFirst = [vendor, ...vendors.filter(other => other !== vendor)];
  return [version, ...outwards.flat()].flatMap(release => ownFirst.map(maker => profileOf(release, maker)));
}

/** The first releases with a value of the table of behaviours, oldest first. */
function changingReleases(): string[] {
  const values = Object.values(behaviours).flatMap(behaviour => behaviour.values.map(({ since }) => since));
  const releases = new Set(values.map(since => (/^\d+\.\d+$/.test(since) ? `${since}.0` : since)));
  return [...releases].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}
