import { type ClusterState, clusterState, hostOffset, stateBits, wordOfStateBits } from './entry.ts';
import type { L2Layout } from './l2-layout.ts';
import { codeOf, hostedBit } from './state-code.ts';

/** L2 tables with an entry of one word a cluster. */
export class StandardL2 implements L2Layout {
  readonly entryWords = 1;
  readonly unitBits = 0;
  readonly #clusterSize: number;
  readonly #external: boolean;
  /** Codes by `stateBits`: states that come in no order are found sooner in a table than by one condition after the other. */
  readonly #codes: Uint8Array;

  /** @param external the image has an external data file */
  constructor(clusterSize: number, external: boolean) {
    this.#clusterSize = clusterSize;
    this.#external = external;
    this.#codes = Uint8Array.from({ length: 16 }, (_, bits) => {
      const { high, low } = wordOfStateBits(bits);
      return codeOf(clusterState(high, low, external));
    });
  }

  code(halves: Int32Array, unit: number): number {
    return this.#codes[stateBits(halves[2 * unit]!, halves[2 * unit + 1]!)]!;
  }

  state(halves: Int32Array, unit: number): ClusterState {
    return clusterState(halves[2 * unit]!, halves[2 * unit + 1]!, this.#external);
  }

  runEnd(halves: Int32Array, unit: number, units: number): number {
    const codes = this.#codes;
    const code = this.code(halves, unit);
    const step = (code & hostedBit) === 0 ? 0 : this.#clusterSize;
    let high = halves[2 * unit]!;
    let low = halves[2 * unit + 1]!;
    for (let at = unit + 1; at < units; at++) {
      const lastHigh = high;
      const lastLow = low;
      high = halves[2 * at]!;
      low = halves[2 * at + 1]!;
      // Mostly the word before and a step. Halves of unlike signs may differ by a carry, and are left to the rest.
      if (high === lastHigh && (low ^ lastLow) >= 0 && low - lastLow === step) continue;
      if (codes[stateBits(high, low)] !== code) return at;
      if (step !== 0 && hostOffset(high, low) !== hostOffset(lastHigh, lastLow) + step) return at;
    }
    return units;
  }
}
