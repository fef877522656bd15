import { noOffset } from '../format/runs.ts';
import type { Profile } from '../profile/profile.ts';
import type { Extents } from '../status/extents.ts';
import { emptyStep, flagsOf, type Step } from '../status/step.ts';
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

  /** The current extent. */
  entry(extents: Extents): void {
    const chunks = this.#chunks;
    const { extent, startCut, endCut } = extents;
    chunks.constant(start);
    chunks.number(extent.start, startCut);
    chunks.constant(length);
    chunks.number(extent.length, -startCut - endCut);
    chunks.constant(this.#restOf(extent));
    if (extent.offset !== noOffset) chunks.number(extent.offset, startCut);
    chunks.constant(extents.last ? end : endBeforeOthers);
  }

  /** The one entry of an empty range. */
  emptyEntry(at: bigint): void {
    const chunks = this.#chunks;
    chunks.constant(start);
    chunks.text(String(at));
    chunks.constant(length);
    chunks.number(0, 0);
    chunks.constant(this.#restOf(emptyStep(0)));
    chunks.constant(end);
  }

  #restOf(step: Step): Constant {
    const key = (step.depth * 16 + step.flags) * 2 + (step.offset === noOffset ? 0 : 1);
    const known = this.#behindLength[key];
    if (known !== undefined) return known;
    const made = constantOf(behindLength(step, this.#profile));
    this.#behindLength[key] = made;
    return made;
  }
}

function behindLength(step: Step, profile: Profile): string {
  const { present, zero, data, compressed } = flagsOf(step);
  const presentKey = profile.presentKey ? `, "present": ${present}` : '';
  const compressedKey = profile.compressedKey ? `, "compressed": ${compressed}` : '';
  const keys = `${presentKey}, "zero": ${zero}, "data": ${data}${compressedKey}`;
  return `, "depth": ${step.depth}${keys}${step.offset === noOffset ? '' : ', "offset": '}`;
}
