import { recorded } from '../../map/profile/profile.ts';
import type { Oracle } from './oracle/oracle.ts';

/** The short name of the recorded build that an oracle is, or is of the version of: `7.2`; undefined where it is neither. */
export function recordedName({ name, profile }: Pick<Oracle, 'name' | 'profile'>): string | undefined {
  return Object.keys(recorded).find(short => short === name || profile.version.startsWith(`${short}.`));
}
