import type { Chain } from '../chain/chain.ts';
import { noOffset } from '../format/format.ts';
import { LayerCursor } from './layer-cursor.ts';
import type { Step } from './step.ts';

/** The walk along a chain's guest bytes, from stretch to stretch (qemu-img's get_block_status, 5.2 to 11.1). */
export class Walk {
  readonly #cursors: readonly LayerCursor[];

  constructor(chain: Chain) {
    this.#cursors = chain.layers.map(layer => new LayerCursor(layer));
  }

  /**
   * Fills `step` with the stretch that begins at `offset`, no longer than up to `end`. Each layer passed on the way
   * down shortens it.
   *
   * @throws MetadataError where the tables of a layer can't be followed
   */
  stepAt(offset: number, end: number, step: Step): void {
    const cursors = this.#cursors;
    step.start = offset;
    let until = end;
    for (let depth = 0; ; depth++) {
      const { layer } = cursors[depth]!;
      const run = cursors[depth]!.at(offset, until);
      if (run.end < until) until = run.end;
      const present = run.data || (run.zero && !run.synthesised);
      if (!present && this.#isBelow(depth + 1, offset)) continue;
      step.length = until - offset;
      step.depth = depth;
      step.present = present;
      step.zero = run.zero || (!present && layer.supportsBacking);
      step.data = run.data;
      step.compressed = run.compressed;
      step.offset = run.offset === noOffset ? noOffset : run.offset + (offset - run.start);
      return;
    }
  }

  /** Whether there is a layer at `depth` that reaches as far as `offset`. Past its end the layer above reads zeros. */
  #isBelow(depth: number, offset: number): boolean {
    const below = this.#cursors[depth];
    return below !== undefined && offset < below.layer.virtualSize;
  }
}
