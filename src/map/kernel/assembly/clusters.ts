import { hostedBit } from '../bits.ts';
import { clusterCode, hostOffset } from './entry.ts';
import { Layer } from './layer.ts';
import { beginRun, checkCluster, endRun, endsHere, unitOf, unitsBelow, wordAt } from './window.ts';

/** `scan` for standard L2 entries. */
export function scanClusters(layer: Layer, offset: i64, limit: i64): void {
  const words = layer.words;
  const isExternal = layer.isExternal;
  let cluster = unitOf(layer, offset);
  /** The entry that would continue the run unchanged. */
  let word = wordAt(words, cluster);
  const code = clusterCode(word, isExternal);
  const isHosted = (code & hostedBit) !== 0;
  checkCluster(layer, cluster, code, hostOffset(word));
  beginRun(layer, cluster, code, hostOffset(word));
  const step = select<u64>((<u64>1) << layer.clusterBits, 0, isHosted);
  for (;;) {
    const end = unitsBelow(layer, limit);
    while (++cluster < end) {
      word += step;
      const next = wordAt(words, cluster);
      if (next !== word) {
        // Bits without a meaning may differ.
        const isElsewhere = isHosted & (hostOffset(next) !== hostOffset(word));
        if (isElsewhere || clusterCode(next, isExternal) !== code) {
          endRun(layer, cluster);
          return;
        }
        word = next;
      }
    }
    if (endsHere(layer, end, limit)) return;
    cluster = -1;
  }
}
