import { heldStates } from '../../../recipe/cells/held-states.ts';
import { hasVisibleHoles } from '../../../recipe/qcow2/has-visible-holes.ts';
import type { Qcow2Layer } from '../../../recipe/recipe.ts';
import { virtualSize } from '../../../recipe/virtual-size.ts';
import { luksAreaOf } from '../../luks/luks-area.ts';
import { compressedEnd } from '../compressed/compressed-places.ts';
import { firstGap } from './first-gap.ts';
import { type Mapping, slotOf } from './mapping.ts';
import type { Qcow2Layout } from './qcow2-layout.ts';
import { mappingOfLayer } from './unplaced-mapping.ts';

/** Most hosts allocate files in blocks of this many bytes. */
const hostBlock = 4096;
/**
 * For a file with holes: the number of clusters that the refcounts promise for each written one. A ninth more is enough
 * for qemu (since 4.1), but a cluster of 512 bytes can take eight times its size on the host, and some hosts have
 * larger blocks.
 */
const promisedPerWritten = 32;

/**
 * The layout of a skeleton. Host slots count from the cluster after the header, so that a cluster can stand at any
 * host offset that a map reports. Everything else stands in the first gap between the slots, in whole blocks of the
 * host, so that no hole shares a block with it. Slots without written data may lie past the end of the file.
 */
export function skeletonLayout(layer: Qcow2Layer): Qcow2Layout {
  const { unit: clusterSize, refcountBits: bits = 16 } = layer;
  const inBytes = (cluster: number): bigint => BigInt(cluster) * BigInt(clusterSize);
  const own = mappingOfLayer(layer);
  const shape = own.placedAt(0);
  const { l1, l2, compressed, slots } = shape;
  const tables = l1.clusters + l2.tables.length;
  const written = hasVisibleHoles(layer) ? slotsWithData(shape) : [];
  const promised = hasVisibleHoles(layer) ? promisedPerWritten * (2 + tables + written.length) : 1;
  const clustersPerBlock = (clusterSize * 8) / bits;
  const blocks = Math.ceil(promised / clustersPerBlock);
  const refcounts = Math.ceil((blocks * 8) / clusterSize) + 1;
  const packed = Math.ceil(compressedEnd(compressed) / clusterSize);
  const luks = Math.ceil((luksAreaOf(layer)?.length ?? 0) / clusterSize);

  const length = refcounts + tables + packed + luks;
  const taken = slots.order ?? [...Array(slots.used).keys()];
  const first = firstGap(
    taken.map(slot => slot + 1),
    length,
    Math.max(1, hostBlock / clusterSize),
  );
  const mapping = own.placedAt(first + refcounts);
  const behind = first + refcounts + tables;
  const end = written.reduce((last, slot) => Math.max(last, slot + 2), Math.max(first + length, promised));
  return {
    ...mapping,
    virtualSize: virtualSize(layer),
    refcounts: {
      bits,
      table: { offset: inBytes(first), clusters: refcounts - 1 },
      clustersPerBlock,
      // All blocks have the same content, so one block serves for all.
      blocks: Array.from({ length: blocks }, (_, index) => ({
        index,
        offset: inBytes(first + refcounts - 1),
      })),
      end: first + refcounts,
    },
    slots: { ...mapping.slots, offset: inBytes(1) },
    compressed: { ...mapping.compressed, offset: inBytes(behind) },
    snapshots: { offset: inBytes(behind), clusters: 0, mappings: [] },
    bitmaps: { offset: inBytes(behind), clusters: 0, places: [] },
    luks: { offset: inBytes(behind + packed), clusters: luks },
    fileLength: inBytes(end),
  };
}

function slotsWithData({ spans, external, slots }: Mapping): number[] {
  if (external) return [];
  return spans
    .filter(span => heldStates(span).includes('data'))
    .flatMap(({ ordinal, count }) => Array.from({ length: count }, (_, i) => slotOf(slots, ordinal + i)));
}
