import { compressedBit, dataBit, depthUnit, presentBit, zeroBit } from '../kernel/bits.ts';
import type { Profile } from '../profile/profile.ts';

/** The flags of an extent, and its depth, by the names that JSON output has for them. */
export interface ExtentFlags {
  /** The index of the layer that decides. */
  readonly depth: number;
  /** That layer itself allocates the extent, as data or as zeros. */
  readonly present: boolean;
  readonly zero: boolean;
  readonly data: boolean;
  readonly compressed: boolean;
}

/**
 * Unpacks the flags of an extent.
 *
 * @param packed the number that the kernel keeps; see `depthUnit` in bits.ts
 */
export function readExtentFlags(packed: number): ExtentFlags {
  return {
    depth: Math.floor(packed / depthUnit),
    present: (packed & presentBit) !== 0,
    zero: (packed & zeroBit) !== 0,
    data: (packed & dataBit) !== 0,
    compressed: (packed & compressedBit) !== 0,
  };
}

/** The bits of packed flags that a profile prints. Two extents merge only if these bits are equal. */
export function printedFlags({ presentKey, compressedKey }: Profile): number {
  const flags = dataBit | zeroBit | (presentKey ? presentBit : 0) | (compressedKey ? compressedBit : 0);
  return -depthUnit | flags;
}
