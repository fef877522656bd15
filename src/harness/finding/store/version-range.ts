import { isAtLeast } from '../../../map/profile/version.ts';

/** All versions from the first release of one series to the last of another: `5.2..11.1`. */
export interface VersionRange {
  readonly from: string;
  readonly to: string;
}

/** Reads a range of versions; undefined if the text is none. */
export function parseVersionRange(text: string): VersionRange | undefined {
  const [, from, to] = /^(\d+\.\d+)\.\.(\d+\.\d+)$/.exec(text) ?? [];
  return from !== undefined && to !== undefined && isAtLeast(to, from) ? { from, to } : undefined;
}

/** Whether a version like `7.2.22` lies in a range. */
export function isInRange(version: string, { from, to }: VersionRange): boolean {
  return isAtLeast(version, from) && isAtLeast(to, version);
}
