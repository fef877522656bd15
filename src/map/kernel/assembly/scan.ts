import { scanBlocks } from './blocks.ts';
import { scanClusters } from './clusters.ts';
import { Layer } from './layer.ts';
import { scanSubclusters } from './subclusters.ts';

/**
 * Sets the run of the layer to the answer that the window gives at `offset`, a guest byte that it covers, and at what
 * follows in the same L2 table. Damage at the offset itself is reported; other damage ends the run.
 *
 * A run goes on while the state stays the same and, for clusters with a host cluster, while host offsets stay
 * contiguous. (A cluster with an unaligned host offset never continues an aligned run: qemu reports it when it gets
 * there.)
 *
 * @param limit what follows from this guest byte on doesn't matter
 */
export function scan(layer: Layer, offset: i64, limit: i64): void {
  if (layer.blockBytes > 0) scanBlocks(layer, offset);
  else if (layer.isExtended) scanSubclusters(layer, offset, limit);
  else scanClusters(layer, offset, limit);
}
