import { compressedBit, hostedBit, invalidBit, invalidNextBit } from '../bits.ts';
import { equalSubclusters, hostOffset, subclusterCode } from './entry.ts';
import { Layer, subclusterBits } from './layer.ts';
import { beginRun, checkCluster, endRun, endsHere, unitOf, unitsBelow, wordAt } from './window.ts';

const subclusters: i32 = 1 << subclusterBits;

/** `scan` for extended L2 entries. */
export function scanSubclusters(layer: Layer, offset: i64, limit: i64): void {
  const words = layer.words;
  const isExternal = layer.isExternal;
  const bits = layer.unitBits;
  let unit = unitOf(layer, offset);
  let cluster = unit >> subclusterBits;
  let index = unit & (subclusters - 1);
  let word = wordAt(words, 2 * cluster);
  let bitmap = wordAt(words, 2 * cluster + 1);
  const code = subclusterCode(word, bitmap, index, isExternal);
  const isHosted = (code & hostedBit) !== 0;
  /** The host offset that would continue the run. */
  let host = hostOffset(word) + ((<i64>index) << bits);
  checkCluster(layer, cluster, code, hostOffset(word));
  beginRun(layer, unit, code, host);
  let end = unitsBelow(layer, limit);
  for (;;) {
    const equal = equalHere(bitmap, index, code);
    unit += equal;
    host += (<i64>equal) << bits;
    if (unit >= end) {
      if (endsHere(layer, unit, limit)) return;
      unit = 0;
      end = unitsBelow(layer, limit);
    }
    cluster = unit >> subclusterBits;
    index = unit & (subclusters - 1);
    word = wordAt(words, 2 * cluster);
    bitmap = wordAt(words, 2 * cluster + 1);
    const next = subclusterCode(word, bitmap, index, isExternal);
    const isElsewhere = isHosted & (hostOffset(word) + ((<i64>index) << bits) !== host);
    if (isElsewhere || next !== code) {
      endRun(layer, unit);
      // Only bitmaps can be invalid, and qemu looks at compressed clusters one by one.
      if ((next & invalidBit) !== 0 && (code & compressedBit) === 0) layer.run.kind |= invalidNextBit;
      return;
    }
  }
}

/** How many subclusters of the cluster have the same state from `index` on. */
function equalHere(bitmap: u64, index: i32, code: i32): i32 {
  const isWhole = (code & (compressedBit | invalidBit)) !== 0;
  return isWhole ? subclusters - index : equalSubclusters(bitmap, index);
}
