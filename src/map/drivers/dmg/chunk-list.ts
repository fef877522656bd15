import type { Bytes } from '../../basics/bytes.ts';
import { Abort } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';
import { isKnown } from './chunk-types.ts';
import { type ChunkBase, chunkBase, entryBytes, type ResourceReader } from './resource.ts';

const fields = 5;

/** A chunk of a disk image. */
export interface Chunk {
  readonly kind: 'chunk';
  /** Its place in the list, as qemu counts it in its messages. */
  readonly index: number;
  readonly type: number;
  /** Guest sectors. */
  readonly firstSector: number;
  readonly sectors: number;
  /** Where its bytes are in the file, and how many. */
  readonly offset: number;
  readonly bytes: number;
}

/** Guest sectors that are found in no chunk. */
export interface Gap {
  readonly kind: 'gap';
  /** How many chunks the search passed over to get there. */
  readonly index: number;
  readonly firstSector: number;
  /** The sector behind it; infinite behind all chunks. */
  readonly end: number;
}

/** The chunks of types that can be read, in the order in which resources list them. */
export class ChunkList implements ResourceReader {
  readonly #dataFork: bigint;
  readonly #searched: Profile['dmgSearch'];
  /** Sums beyond 64 bits lose the bits beyond, as in qemu. */
  #numbers = new BigUint64Array(64 * fields);
  #count = 0;
  /** That of the last resource. Undefined: none lists chunks, of whatever types, and qemu has no memory for them. */
  #base: ChunkBase | undefined;

  /** @param dataFork where the bytes of chunks are counted from, in bytes of the file */
  constructor(dataFork: number, profile: Pick<Profile, 'dmgSearch'>) {
    this.#searched = profile.dmgSearch;
    this.#dataFork = BigInt(dataFork);
  }

  /** The next entries are of the resource with this header. */
  takeHeader(bytes: Bytes, at: number): void {
    this.#base = chunkBase(bytes, at);
  }

  /** Adds the chunks of these entries. */
  takeEntries(bytes: Bytes, first: number, end: number): void {
    const base = this.#base!;
    for (let at = first; at < end; at += entryBytes) this.#add(bytes, at, base);
  }

  #add(table: Bytes, at: number, { firstSector, dataOffset }: ChunkBase): void {
    const type = table.readUInt32BE(at);
    if (!isKnown(type)) return;
    const first = this.#count++ * fields;
    if (first === this.#numbers.length) {
      const larger = new BigUint64Array(2 * first);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[first] = BigInt(type);
    for (let field = 1; field < fields; field++) {
      this.#numbers[first + field] = table.readBigUInt64BE(at + 8 * field);
    }
    this.#numbers[first + 1]! += firstSector;
    this.#numbers[first + 3]! += this.#dataFork + dataOffset;
  }

  #at(index: number): Chunk {
    const [type, firstSector, sectors, offset, bytes] = Array.from(
      this.#numbers.subarray(index * fields, (index + 1) * fields),
      Number,
    );
    return {
      kind: 'chunk',
      index,
      type: type!,
      firstSector: firstSector!,
      sectors: sectors!,
      offset: offset!,
      bytes: bytes!,
    };
  }

  /**
   * The chunk with a guest sector, or the gap: all sectors for which the search goes the same way. Like qemu's search it takes for
   * granted that chunks are in the order of their sectors: where they aren't, it matters which ones are looked at.
   *
   * @throws Abort where qemu looks at a list that it has no memory for
   */
  find(sector: number): Chunk | Gap {
    if (this.#base === undefined && this.#searched === 'one more')
      throw new Abort('it looks for a sector in no chunks at all', 'Give the image a list of chunks.');
    let [first, last] = [0, this.#searched === 'chunks' ? this.#count - 1 : this.#count];
    let [start, end] = [0, Number.POSITIVE_INFINITY];
    const wanted = BigInt(sector);
    while (first <= last) {
      const middle = Math.floor((first + last) / 2);
      // What qemu finds behind the chunks is in its memory by chance.
      if (middle === this.#count) break;
      const begin = this.#numbers[middle * fields + 1]!;
      const behind = BigInt.asUintN(64, begin + this.#numbers[middle * fields + 2]!);
      if (begin > wanted) {
        last = middle - 1;
        end = Math.min(end, Number(begin));
      } else if (behind > wanted) {
        return this.#at(middle);
      } else {
        first = middle + 1;
        start = Math.max(start, Number(behind));
      }
    }
    return { kind: 'gap', index: first, firstSector: start, end };
  }
}
