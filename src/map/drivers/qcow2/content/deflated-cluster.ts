import { inflate } from '../../../basics/deflate/inflate.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { unreadableData } from '../../format/whole-blocks.ts';

/**
 * Fills a cluster of qcow or qcow2 with what is inflated of `bytes` bytes of the file at `offset`. The end of the stream may be missing,
 * and other clusters follow it in its last sector.
 *
 * @throws MapError `unreadable`
 */
export function readDeflatedCluster(
  file: ImageFile,
  offset: number,
  bytes: number,
  cluster: Uint8Array,
): void {
  const { outcome, written } = inflate(file.read(offset, bytes), cluster);
  if (outcome === 'invalid' || written < cluster.length) throw unreadableData(file, offset);
}
