import { recorded } from '../../map/profile/profile.ts';
import type { Oracle } from './oracle/oracle.ts';

/** The short name (`7.2`) of the recorded build with an oracle's name or version; undefined when there is none. */
export function recordedName({ name, profile }: Pick<Oracle, 'name' | 'profile'>): string | undefined {
  return Object.keys(recorded).find(short => short === name || profile.version.startsWith(`${short}.`));
}
