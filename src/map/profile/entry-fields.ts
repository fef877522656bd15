import type { Profile, RecordedName } from './profile.ts';

/** One key of an entry of `qemu-img map --output=json`. */
export interface EntryField {
  readonly type: 'integer' | 'boolean';
  /** The behaviour that decides whether a version has the key. Absent: all versions have it. */
  readonly behaviour?: 'presentKey' | 'compressedKey';
  /** Entries without such a value lack the key. */
  readonly optional?: true;
  /** What a reader may rely on, and what not. */
  readonly meaning: string;
}

type BytesKey = 'start' | 'length' | 'offset';
type FlagKey = 'present' | 'zero' | 'data' | 'compressed';

/** The name of a key of an entry. */
export type EntryKey = BytesKey | 'depth' | FlagKey;

/** The keys of an entry, in the order of the output. */
export const entryFields: Readonly<Record<EntryKey, EntryField>> = {
  start: {
    type: 'integer',
    meaning:
      'First guest byte. Entries follow each other without a gap, from the start of the window to its end. Up to 2^63: ' +
      'a reader that stores numbers as doubles rounds them beyond 2^53. Aligned to clusters only if the window is.',
  },
  length: {
    type: 'integer',
    meaning:
      'Bytes. Equal neighbours are merged, so the length says nothing about the cluster size. Zero in the one entry of ' +
      'an empty window, whose other keys have no meaning.',
  },
  depth: {
    type: 'integer',
    meaning:
      'The layer at which the walk down the chain ended; 0 is the image itself. With present false it is the last layer ' +
      'that was looked at: the base, or the layer above a backing file that is too short. So depth alone does not say ' +
      'that a layer allocates the range: depth 0 does not mean allocated in the image itself.',
  },
  present: {
    type: 'boolean',
    behaviour: 'presentKey',
    meaning:
      'The layer at depth allocates the range, as data or as explicit zeros. False: no layer allocates it, and it reads ' +
      'as zeros for that reason alone, so a copy of the chain may leave it out. False does not mean that nothing is ' +
      'stored: a reserved subcluster is not present and has an offset. Holes of a raw file are present. Versions ' +
      'without this key print the same for both cases, and merge them.',
  },
  zero: {
    type: 'boolean',
    meaning:
      'Reads as zeros, for any reason. With data: the data lies in a hole of the file. Explicit zeros hide the layers ' +
      'below: a copy of this layer that leaves them out lets the data of lower layers through.',
  },
  data: {
    type: 'boolean',
    meaning:
      'The layer has data clusters for the range. False does not mean unallocated: explicit zeros have no data either. ' +
      'Data without an offset can be read only through qemu.',
  },
  compressed: {
    type: 'boolean',
    behaviour: 'compressedKey',
    meaning:
      'The data is compressed, and has no offset. In versions without this key it looks like encrypted data.',
  },
  offset: {
    type: 'integer',
    optional: true,
    meaning:
      'Where start is stored: a byte offset in the file of the layer at depth (in its data file, if it has one), not in ' +
      'the image that was mapped. Explicit zeros that keep their clusters have an offset too, and the bytes there need ' +
      'not be zeros. Absent for compressed or encrypted data, and for ranges that have no place in a file.',
  },
};

/** The keys of the entries of a profile, in order. */
export function entryKeys(profile: Profile): EntryKey[] {
  return (Object.keys(entryFields) as EntryKey[]).filter(key => {
    const { behaviour } = entryFields[key];
    return behaviour === undefined || profile[behaviour];
  });
}

/** The keys that a recorded version lacks; a test compares this with the table of behaviours. */
interface Lacking {
  readonly '5.2': 'present' | 'compressed';
  readonly '7.2': 'compressed';
  readonly '10.0': never;
  readonly '11.1': never;
}

type ValueOf<Key extends EntryKey> = Key extends BytesKey ? bigint : Key extends FlagKey ? boolean : number;

/**
 * An entry as a recorded version prints it, with the types of `Extent`: bytes are bigint, because a double can't hold
 * all of them.
 */
export type MapEntry<Version extends RecordedName = '11.1'> = {
  readonly [Key in Exclude<EntryKey, 'offset' | Lacking[Version]>]: ValueOf<Key>;
} & { readonly offset?: bigint };

/** An entry of any version. `present` and `compressed` are absent if the version doesn't print them. */
export type AnyMapEntry = MapEntry<'5.2'> & Partial<Pick<MapEntry, 'present' | 'compressed'>>;
