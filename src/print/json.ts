import { noOffset } from '../format/format.ts';
import type { Profile } from '../profile/profile.ts';
import type { Extents } from '../status/extents.ts';
import { emptyStep, type Step } from '../status/step.ts';
import type { Chunks } from './chunks.ts';
import { exactSum } from './exact.ts';
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

  /** The current extent. */
  entry(extents: Extents): void {
    const { extent, startCut } = extents;
    this.#entry(
      extent,
      exactSum(extent.start, startCut),
      exactSum(extent.length, -startCut - extents.endCut),
    );
    if (extent.offset !== noOffset) this.#chunks.number(exactSum(extent.offset, startCut));
    this.#chunks.constant(extents.last ? end : endBeforeOthers);
  }

  /** The one entry of an empty range. */
  emptyEntry(at: bigint): void {
    this.#entry(emptyStep(0), at, 0);
    this.#chunks.constant(end);
  }

  #entry(step: Step, from: number | bigint, bytes: number | bigint): void {
    const chunks = this.#chunks;
    chunks.constant(start);
    chunks.number(from);
    chunks.constant(length);
    chunks.number(bytes);
    const key =
      step.depth * 32 +
      (step.present ? 16 : 0) +
      (step.zero ? 8 : 0) +
      (step.data ? 4 : 0) +
      (step.compressed ? 2 : 0) +
      (step.offset === noOffset ? 0 : 1);
    let rest = this.#behindLength[key];
    if (rest === undefined) {
      rest = constantOf(behindLength(step, this.#profile));
      this.#behindLength[key] = rest;
    }
    chunks.constant(rest);
  }
}

function behindLength(step: Step, profile: Profile): string {
  const present = profile.presentKey ? `, "present": ${step.present}` : '';
  const compressed = profile.compressedKey ? `, "compressed": ${step.compressed}` : '';
  const flags = `${present}, "zero": ${step.zero}, "data": ${step.data}${compressed}`;
  return `, "depth": ${step.depth}${flags}${step.offset === noOffset ? '' : ', "offset": '}`;
}
