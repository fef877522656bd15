import { noOffset } from '../format/runs.ts';
import type { Profile } from '../profile/profile.ts';
import type { Extents } from '../status/extents.ts';
import { readTelling } from '../status/steps.ts';
import type { Chunks } from './chunks.ts';
import { type Constant, constantOf } from './packed.ts';

const start = constantOf('{ "start": ');
const length = constantOf(', "length": ');
const end = constantOf('}');
const endBeforeOthers = constantOf('},\n');

/** Prints the entries of JSON output, with what stands behind each. */
export class JsonPrinter {
  readonly #chunks: Chunks;
  readonly #profile: Profile;
  /** What stands behind the length, for each depth and all that is true or false: few are ever met. */
  readonly #behindLength: Constant[] = [];

  constructor(chunks: Chunks, profile: Profile) {
    this.#chunks = chunks;
    this.#profile = profile;
  }

  /** The extents that were found last. */
  entries(extents: Extents): void {
    for (let index = extents.first; index < extents.end; index++) this.#entry(extents, index);
  }

  #entry(extents: Extents, index: number): void {
    const chunks = this.#chunks;
    const { steps } = extents;
    const startCut = extents.startCut(index);
    const hasOffset = steps.offsets[index] !== noOffset;
    chunks.constant(start);
    chunks.number(steps.starts, index, startCut);
    chunks.constant(length);
    chunks.number(steps.lengths, index, -startCut - extents.endCut(index));
    chunks.constant(this.#restOf(steps.tellings[index]!, hasOffset));
    if (hasOffset) chunks.number(steps.offsets, index, startCut);
    chunks.constant(extents.isLast(index) ? end : endBeforeOthers);
  }

  /** The one entry of an empty range. */
  emptyEntry(at: bigint): void {
    const chunks = this.#chunks;
    chunks.constant(start);
    chunks.text(String(at));
    chunks.constant(length);
    chunks.text('0');
    chunks.constant(this.#restOf(0, false));
    chunks.constant(end);
  }

  #restOf(telling: number, hasOffset: boolean): Constant {
    const key = 2 * telling + (hasOffset ? 1 : 0);
    const known = this.#behindLength[key];
    if (known !== undefined) return known;
    const made = constantOf(behindLength(telling, hasOffset, this.#profile));
    this.#behindLength[key] = made;
    return made;
  }
}

function behindLength(telling: number, hasOffset: boolean, profile: Profile): string {
  const { depth, present, zero, data, compressed } = readTelling(telling);
  const presentKey = profile.presentKey ? `, "present": ${present}` : '';
  const compressedKey = profile.compressedKey ? `, "compressed": ${compressed}` : '';
  const keys = `${presentKey}, "zero": ${zero}, "data": ${data}${compressedKey}`;
  return `, "depth": ${depth}${keys}${hasOffset ? ', "offset": ' : ''}`;
}
