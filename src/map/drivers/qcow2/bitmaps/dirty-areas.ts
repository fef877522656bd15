import type { Bytes } from '../../../basics/bytes.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import type { DirtyArea } from '../../../node/dirty-bitmap.ts';
import { readTable } from '../tables/table.ts';
import type { BitmapTable } from './bitmap-table.ts';

/** Bytes of a bitmap that are read at a time. */
const chunkBytes = 65_536;

/** Where the bits of a bitmap are, and what they cover. Sizes are bytes. */
export interface StoredBits {
  readonly file: ImageFile;
  readonly clusterSize: number;
  readonly virtualSize: number;
  readonly table: BitmapTable;
}

/**
 * The dirty areas of a bitmap (docs/interop/qcow2, "Bitmap table"). An entry of its table is a cluster of bits, least
 * significant first; or, without a cluster, says that all of them are clear, or set.
 */
export function* dirtyAreas({ file, clusterSize, virtualSize, table }: StoredBits): Generator<DirtyArea> {
  const granule = 2 ** table.granularity;
  const covered = clusterSize * 8 * granule;
  const { halves } = readTable(file, Number(table.tableOffset), table.tableEntries);
  for (let index = 0; index < table.tableEntries; index++) {
    const start = index * covered;
    const low = halves[2 * index + 1]!;
    const offset = halves[2 * index]! * 2 ** 32 + (low & ~1) + (low >= 2 ** 31 ? 2 ** 32 : 0);
    if (offset === 0) {
      if (low === 1) yield { start, end: Math.min(start + covered, virtualSize) };
      continue;
    }
    for (let at = 0; at < clusterSize; at += chunkBytes) {
      const chunk = file.read(offset + at, Math.min(chunkBytes, clusterSize - at));
      yield* setBits(chunk, start + at * 8 * granule, granule, virtualSize);
    }
  }
}

/** The areas of bits that are set, from the guest byte `first` on. */
function* setBits(bytes: Bytes, first: number, granule: number, virtualSize: number): Generator<DirtyArea> {
  const bits = Math.min(bytes.length * 8, Math.ceil((virtualSize - first) / granule));
  const isSet = (bit: number): boolean => ((bytes[bit >> 3]! >> (bit & 7)) & 1) === 1;
  let bit = 0;
  while (bit < bits) {
    const same = isSet(bit);
    const full = same ? 0xff : 0;
    let end = bit + 1;
    while (end < bits && (((end & 7) === 0 && bytes[end >> 3] === full) || isSet(end) === same)) {
      end += (end & 7) === 0 && bytes[end >> 3] === full ? 8 : 1;
    }
    end = Math.min(end, bits);
    if (same) yield { start: first + bit * granule, end: Math.min(first + end * granule, virtualSize) };
    bit = end;
  }
}
