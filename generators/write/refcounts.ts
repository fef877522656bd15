import { compressedOffset, type Qcow2Layout, slotOffset } from './layout.ts';

/** How often each host cluster of a file is referred to. */
export interface Refcounts {
  /** References to the host cluster in use that begins at this byte of the file. */
  at(offset: bigint): number;
  /** One block of the layout as it stands in the file, by its index: 16-bit counts. */
  block(index: number): Buffer;
}

const sector = 512n;

/**
 * Counts every reference to a host cluster: one for each cluster of metadata and for each guest cluster with a slot
 * there, and one for each compressed cluster with a sector there (section "Compressed Clusters Descriptor" of the
 * specification docs/interop/qcow2).
 */
export function countReferences(layout: Qcow2Layout): Refcounts {
  const { clusterSize, slots, compressed, refcounts } = layout;
  const { clustersPerBlock } = refcounts;
  const blocks = new Map(refcounts.blocks.map(({ index }) => [index, Buffer.alloc(clusterSize)]));
  const clusterAt = (offset: bigint): number => Number(offset / BigInt(clusterSize));
  const blockOf = (cluster: number): Buffer => blocks.get(Math.floor(cluster / clustersPerBlock))!;
  const placeOf = (cluster: number): number => (cluster % clustersPerBlock) * 2;
  const add = (first: number, last: number): void => {
    for (let cluster = first; cluster <= last; cluster++) {
      const [block, place] = [blockOf(cluster), placeOf(cluster)];
      block.writeUInt16BE(block.readUInt16BE(place) + 1, place);
    }
  };

  add(0, clusterAt(slots.offset) - 1);
  for (let ordinal = 0; ordinal < slots.used; ordinal++) {
    const cluster = clusterAt(slotOffset(layout, ordinal));
    add(cluster, cluster);
  }
  for (let ordinal = 0; ordinal < compressed.count; ordinal++) {
    const offset = compressedOffset(layout, ordinal);
    const lastSector = (offset + BigInt(compressed.room) - 1n) / sector;
    add(clusterAt(offset), clusterAt(lastSector * sector));
  }

  return {
    at: offset => blockOf(clusterAt(offset)).readUInt16BE(placeOf(clusterAt(offset))),
    block: index => blocks.get(index)!,
  };
}
