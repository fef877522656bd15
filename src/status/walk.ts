import type { Chain } from '../chain/chain.ts';
import { compressedBit, dataBit, invalidNextBit, noOffset, synthesisedBit, zeroBit } from '../format/runs.ts';
import { LayerCursor } from './layer-cursor.ts';
import { presentBit, type Steps, tellingOf } from './steps.ts';

/** The walk along a chain's guest bytes, from stretch to stretch (qemu-img's get_block_status, 5.2 to 11.1). */
export class Walk {
  readonly #cursors: readonly LayerCursor[];
  /** How far the layer below each layer reaches, in guest bytes. Past its end the layer above reads zeros. */
  readonly #below: Float64Array;
  /**
   * Up to which guest byte each layer is known to leave all to the one below, which reaches as far: on the way down such
   * layers need not be asked again.
   */
  readonly #open: Float64Array;
  readonly #end: number;
  readonly #slack: number;
  #position: number;

  /**
   * @param from where to begin, in guest bytes
   * @param end what no stretch goes past
   * @param slack how many bytes before `end` need not be walked
   */
  constructor(chain: Chain, from: number, end: number, slack: number) {
    this.#cursors = chain.layers.map(layer => new LayerCursor(layer, true));
    this.#below = Float64Array.from(chain.layers, (_, depth) => chain.layers[depth + 1]?.virtualSize ?? 0);
    this.#open = new Float64Array(chain.layers.length);
    this.#position = from;
    this.#end = end;
    this.#slack = slack;
  }

  get atEnd(): boolean {
    return this.#end - this.#position <= this.#slack;
  }

  /**
   * Adds what comes next to `steps`, until they are full or the walk is at its end. Each layer passed on the way down
   * shortens a step.
   *
   * @param mask those bits of tellings that keep steps apart
   * @throws MetadataError where the tables of a layer can't be followed; the steps before are in `steps`
   */
  goOn(steps: Steps, mask: number): void {
    const { starts, lengths, tellings, offsets } = steps;
    const cursors = this.#cursors;
    const open = this.#open;
    const below = this.#below;
    const end = this.#end;
    const slack = this.#slack;
    let offset = this.#position;
    while (end - offset > slack && !steps.full) {
      let until = end;
      let depth = 0;
      for (; open[depth]! > offset; depth++) {
        if (open[depth]! < until) until = open[depth]!;
      }
      for (; ; depth++) {
        const cursor = cursors[depth]!;
        cursor.moveTo(offset, until);
        const { kind } = cursor;
        if (cursor.end < until) until = cursor.end;
        const present = (kind & dataBit) !== 0 || (kind & (zeroBit | synthesisedBit)) === zeroBit;
        if (!present && offset < below[depth]!) {
          open[depth] = (kind & invalidNextBit) === 0 ? Math.min(cursor.end, below[depth]!) : 0;
          continue;
        }
        const flags = kind & (dataBit | zeroBit | compressedBit);
        const ownFlags = present ? presentBit : cursor.supportsBacking ? zeroBit : 0;
        const slot = steps.count;
        starts[slot] = offset;
        lengths[slot] = until - offset;
        tellings[slot] = tellingOf(depth, flags | ownFlags);
        offsets[slot] = cursor.offset === noOffset ? noOffset : cursor.offset + (offset - cursor.start);
        break;
      }
      steps.take(mask);
      offset = until;
      this.#position = until;
    }
  }
}
