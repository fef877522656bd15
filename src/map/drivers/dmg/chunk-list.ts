import type { Bytes } from '../../basics/bytes.ts';
import type { Profile } from '../../profile/profile.ts';
import { isKnown } from './chunk-types.ts';
import {
  chunkEntries,
  type ReadResource,
  type ResourceReader,
  readUInt64BE,
  resourceStart,
} from './resource.ts';

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
  readonly #dataFork: number;
  readonly #searched: Profile['dmgSearch'];
  #numbers = new Float64Array(64 * fields);
  #count = 0;

  /** @param dataFork where the bytes of chunks are counted from, in bytes of the file */
  constructor(dataFork: number, profile: Pick<Profile, 'dmgSearch'>) {
    this.#searched = profile.dmgSearch;
    this.#dataFork = dataFork;
  }

  /** Adds the chunks that a resource of `length` bytes lists. */
  takeResource(length: number, read: ReadResource): void {
    const start = resourceStart(length, read);
    if (start !== undefined) chunkEntries(length, read, (table, at) => this.#add(table, at, start));
  }

  #add(table: Bytes, at: number, start: number): void {
    const type = table.readUInt32BE(at);
    if (!isKnown(type)) return;
    const first = this.#count++ * fields;
    if (first === this.#numbers.length) {
      const larger = new Float64Array(2 * first);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[first] = type;
    for (let field = 1; field < fields; field++) {
      this.#numbers[first + field] = readUInt64BE(table, at + 8 * field);
    }
    this.#numbers[first + 1]! += start;
    this.#numbers[first + 3]! += this.#dataFork;
  }

  #at(index: number): Chunk {
    const [type, firstSector, sectors, offset, bytes] = this.#numbers.subarray(index * fields);
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
   */
  find(sector: number): Chunk | Gap {
    let [first, last] = [0, this.#searched === 'chunks' ? this.#count - 1 : this.#count];
    let [start, end] = [0, Number.POSITIVE_INFINITY];
    while (first <= last) {
      const middle = Math.floor((first + last) / 2);
      // What qemu finds behind the chunks is in its memory by chance.
      if (middle === this.#count) break;
      const chunk = this.#at(middle);
      const behind = chunk.firstSector + chunk.sectors;
      if (chunk.firstSector > sector) {
        last = middle - 1;
        end = Math.min(end, chunk.firstSector);
      } else if (behind > sector) {
        return chunk;
      } else {
        first = middle + 1;
        start = Math.max(start, behind);
      }
    }
    return { kind: 'gap', index: first, firstSector: start, end };
  }
}
