import { scanClusters } from './clusters.ts';
import { Layer } from './layer.ts';
import { scanSubclusters } from './subclusters.ts';

/**
 * Sets the run to what the window says of `offset`, a guest byte in it, and to what follows in the same table. Damage at the
 * offset is reported, any other is not part of the run.
 *
 * A run goes on as long as its state does, and where clusters have host clusters also their place on the host. (A cluster
 * whose host offset is unaligned never continues an aligned run: qemu reports it where it stands.)
 *
 * @param limit what follows from this guest byte on doesn't matter
 */
export function scan(layer: Layer, offset: i64, limit: i64): void {
  if (layer.isExtended) scanSubclusters(layer, offset, limit);
  else scanClusters(layer, offset, limit);
}
