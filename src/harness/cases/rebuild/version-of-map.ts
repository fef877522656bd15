import { newest, type Profile, recorded } from '../../../map/profile/profile.ts';
import type { PastedMap } from '../../answers/pasted/pasted-map.ts';

/** A version that prints such maps. */
export interface MapVersion {
  readonly profile: Profile;
  /** The versions that may have printed the map, in words. */
  readonly description: string;
}

/** The version by the keys of a map: 6.1 added `present`, 8.2 `compressed`. Tables are the same in all versions. */
export function versionOfMap({ output, extents, context }: PastedMap): MapVersion {
  const { present, compressed } = extents[0]!;
  if (context === 'base:allocation' && extents.some(({ value }) => value === 2))
    return {
      profile: recorded['5.2'],
      description: `${context} with zeros that are no hole, taken for explicit ones of qemu before 6.0; later they are data in holes`,
    };
  if (context !== undefined) return { profile: newest, description: `${context} as nbdinfo prints it` };
  if (output === 'human')
    return { profile: newest, description: 'a table, which has data only and no depth' };
  if (present === undefined)
    return { profile: recorded['5.2'], description: 'a map of qemu before 6.1, without present' };
  return compressed === undefined
    ? { profile: recorded['7.2'], description: 'a map of qemu 6.1 to 8.1' }
    : { profile: newest, description: 'a map of qemu 8.2 or later' };
}
