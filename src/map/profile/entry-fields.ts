import type { Profile, RecordedName } from './profile.ts';

/** One key of an entry of `qemu-img map --output=json`. */
export interface EntryField {
  readonly type: 'integer' | 'boolean';
  /** The behaviour that says whether a version has it; absent: all have it. */
  readonly behaviour?: 'presentKey' | 'compressedKey';
  /** Left out of an entry that has no such value. */
  readonly optional?: true;
  /** What it promises to a reader, and what it doesn't. */
  readonly meaning: string;
}

type NumberKey = 'start' | 'length' | 'depth' | 'offset';
type FlagKey = 'present' | 'zero' | 'data' | 'compressed';

/** The name of a key of an entry. */
export type EntryKey = NumberKey | FlagKey;

/** The keys of an entry, in the order in which they are printed. */
export const entryFields: Readonly<Record<EntryKey, EntryField>> = {
  start: {
    type: 'integer',
    meaning:
      'First guest byte. Entries follow each other without a gap, from the start of the window to its end. Up to 2^63: ' +
      'a reader that takes numbers for doubles rounds beyond 2^53. Not aligned to clusters where the window is not.',
  },
  length: {
    type: 'integer',
    meaning:
      'Bytes. Neighbours that are equal are merged, so that no cluster size shows. Zero in the one entry of an empty ' +
      'window, whose other keys mean nothing.',
  },
  depth: {
    type: 'integer',
    meaning:
      'The layer at which looking down the chain ended; 0 is the image itself. With present false it is the last layer ' +
      'that was looked at: the base, or the layer above a backing file that is too short. So depth alone never tells ' +
      'what a layer has allocated, and depth 0 does not mean allocated in the image itself.',
  },
  present: {
    type: 'boolean',
    behaviour: 'presentKey',
    meaning:
      'The layer at depth says data or zeros itself. False: no layer of the chain says anything, and zeros are read for ' +
      'that reason alone; the range may be left out when the chain is rebuilt. It does not promise that nothing is ' +
      'stored: a subcluster that is only reserved is not present and has an offset. Holes of a raw file are present. ' +
      'Versions without this key say the same of both, and merge them.',
  },
  zero: {
    type: 'boolean',
    meaning:
      'Reads as zeros, for whatever reason. With data: the file has a hole where the data would be. An explicit zero ' +
      'cluster hides the layers below it: a copy of this layer alone that leaves it out lets them show through.',
  },
  data: {
    type: 'boolean',
    meaning:
      'The file has clusters of data for it. False does not mean unallocated: explicit zeros have no data either; and ' +
      'data without offset is there to be read, through qemu only.',
  },
  compressed: {
    type: 'boolean',
    behaviour: 'compressedKey',
    meaning:
      'The data is compressed; it has no offset. Versions without this key don’t tell it from encrypted data.',
  },
  offset: {
    type: 'integer',
    optional: true,
    meaning:
      'Where start is stored, in bytes of the file of the layer at depth (of its data file, where it has one): not of ' +
      'the image that was mapped. Explicit zeros that keep their clusters have one too: what is stored there is not ' +
      'zeros. Absent for what is compressed, encrypted or nowhere.',
  },
};

/** The keys that entries of a profile have, in order. */
export function entryKeys(profile: Profile): EntryKey[] {
  return (Object.keys(entryFields) as EntryKey[]).filter(key => {
    const { behaviour } = entryFields[key];
    return behaviour === undefined || profile[behaviour];
  });
}

/** The keys that some recorded version lacks; a test holds this against the table of behaviours. */
interface Lacking {
  readonly '5.2': 'present' | 'compressed';
  readonly '7.2': 'compressed';
  readonly '10.0': never;
  readonly '11.1': never;
}

/** An entry as a recorded version prints it; integers as bigint, since doubles are too short for them. */
export type MapEntry<Version extends RecordedName = '11.1'> = {
  readonly [Key in Exclude<EntryKey, 'offset' | Lacking[Version]>]: Key extends NumberKey ? bigint : boolean;
} & { readonly offset?: bigint };
