import { compressedBit, dataBit, depthUnit, presentBit, zeroBit } from '../kernel/bits.ts';
import type { Profile } from '../profile/profile.ts';

/** What the number that the kernel has for it stands for, as it is printed. */
export interface Telling {
  /** The index of the layer that decides. */
  readonly depth: number;
  readonly present: boolean;
  readonly zero: boolean;
  readonly data: boolean;
  readonly compressed: boolean;
}

/** @param telling see `depthUnit` in bits.ts */
export function readTelling(telling: number): Telling {
  return {
    depth: Math.floor(telling / depthUnit),
    present: (telling & presentBit) !== 0,
    zero: (telling & zeroBit) !== 0,
    data: (telling & dataBit) !== 0,
    compressed: (telling & compressedBit) !== 0,
  };
}

/** The bits of those numbers that keep extents apart: what a profile prints. */
export function printedBits({ presentKey, compressedKey }: Profile): number {
  const flags = dataBit | zeroBit | (presentKey ? presentBit : 0) | (compressedKey ? compressedBit : 0);
  return -depthUnit | flags;
}
