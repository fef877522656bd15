import { newest, type Profile, recorded } from '../../../map/profile/profile.ts';
import type { PastedMap } from '../../answers/pasted/pasted-map.ts';

/** A version that prints maps of such entries, and what is known of the one that did. */
export interface MapVersion {
  readonly profile: Profile;
  readonly words: string;
}

/** `present` came with 6.1, `compressed` with 8.2; a table has looked the same all along. */
export function versionOf({ output, extents }: PastedMap): MapVersion {
  const { present, compressed } = extents[0]!;
  if (output === 'human') return { profile: newest, words: 'a table, which tells data alone and no depth' };
  if (present === undefined)
    return { profile: recorded['5.2'], words: 'a map of qemu before 6.1, without present' };
  return compressed === undefined
    ? { profile: recorded['7.2'], words: 'a map of qemu 6.1 to 8.1' }
    : { profile: newest, words: 'a map of qemu 8.2 or later' };
}
