import type { Chain } from '../chain/chain.ts';
import { compressedBit, dataBit, invalidNextBit, noOffset, synthesisedBit, zeroBit } from '../format/runs.ts';
import { LayerCursor } from './layer-cursor.ts';
import { presentBit, type Step } from './step.ts';

/** The walk along a chain's guest bytes, from stretch to stretch (qemu-img's get_block_status, 5.2 to 11.1). */
export class Walk {
  readonly #cursors: readonly LayerCursor[];
  /**
   * Up to which guest byte each layer is known to leave all to the one below, which reaches as far: on the way down such
   * layers need not be asked again.
   */
  readonly #open: Float64Array;

  constructor(chain: Chain) {
    this.#cursors = chain.layers.map(layer => new LayerCursor(layer, true));
    this.#open = new Float64Array(chain.layers.length);
  }

  /**
   * Fills `step` with the stretch that begins at `offset`, no longer than up to `end`. Each layer passed on the way
   * down shortens it. Offsets only go up.
   *
   * @throws MetadataError where the tables of a layer can't be followed
   */
  stepAt(offset: number, end: number, step: Step): void {
    const open = this.#open;
    let until = end;
    let depth = 0;
    for (; open[depth]! > offset; depth++) {
      if (open[depth]! < until) until = open[depth]!;
    }
    for (; ; depth++) {
      const cursor = this.#cursors[depth]!;
      cursor.moveTo(offset, until);
      const { kind } = cursor;
      if (cursor.end < until) until = cursor.end;
      const present = (kind & dataBit) !== 0 || (kind & (zeroBit | synthesisedBit)) === zeroBit;
      const below = present ? 0 : this.#sizeBelow(depth);
      if (offset < below) {
        open[depth] = (kind & invalidNextBit) === 0 ? Math.min(cursor.end, below) : 0;
        continue;
      }
      step.start = offset;
      step.length = until - offset;
      step.depth = depth;
      step.flags = (kind & (dataBit | zeroBit | compressedBit)) | (present ? presentBit : 0);
      if (!present && cursor.layer.supportsBacking) step.flags |= zeroBit;
      step.offset = cursor.offset === noOffset ? noOffset : cursor.offset + (offset - cursor.start);
      return;
    }
  }

  /** How far the layer below that at `depth` reaches, in guest bytes. Past its end the layer above reads zeros. */
  #sizeBelow(depth: number): number {
    return this.#cursors[depth + 1]?.layer.virtualSize ?? 0;
  }
}
