import { hasHostSlot } from '../../../recipe/cells/cell-row.ts';
import { compressedRoom } from '../compressed/compressed.ts';
import { compressedOffset } from '../compressed/compressed-places.ts';
import { hostOffset, type Mapping } from '../layout/mapping.ts';
import type { Qcow2Layout } from '../layout/qcow2-layout.ts';
import { putRefcount, readRefcount } from './refcount-field.ts';

/** The number of references to each host cluster of a file. */
export interface Refcounts {
  /** References to the host cluster in use that begins at this byte of the file. */
  at(offset: bigint): number;
  /** The bytes of one block of the layout, by its index. */
  block(index: number): Buffer;
}

/**
 * Counts every reference to a host cluster: one for each cluster of metadata, one for each guest cluster with a slot
 * there, and one for each compressed cluster with data there. Compressed data counts in whole sectors, which never
 * leave the host cluster (section "Compressed Clusters Descriptor" of the specification docs/interop/qcow2).
 *
 * @throws WriteError `refcount-too-large` if the layer's refcounts are too narrow.
 */
export function countReferences(layout: Qcow2Layout): Refcounts {
  const { clusterSize, refcounts, snapshots, bitmaps, luks } = layout;
  const { bits, clustersPerBlock } = refcounts;
  const blocks = new Map(refcounts.blocks.map(({ index }) => [index, Buffer.alloc(clusterSize)]));
  const clusterAt = (offset: bigint): number => Number(offset / BigInt(clusterSize));
  const blockOf = (cluster: number): Buffer => blocks.get(Math.floor(cluster / clustersPerBlock))!;
  const countOf = (cluster: number): number =>
    readRefcount(blockOf(cluster), cluster % clustersPerBlock, bits);
  const add = (first: number, count: number): void => {
    for (let cluster = first; cluster < first + count; cluster++)
      putRefcount(blockOf(cluster), cluster % clustersPerBlock, bits, countOf(cluster) + 1);
  };

  const addMapping = (mapping: Mapping): void => {
    const { l1, l2, spans, external, compressed } = mapping;
    add(clusterAt(l1.offset), l1.clusters + l2.tables.length);
    for (const span of spans.filter(span => !external && hasHostSlot(span))) {
      for (let i = 0; i < span.count; i++) add(clusterAt(hostOffset(mapping, span, i)), 1);
    }
    for (let ordinal = 0; ordinal < compressed.count; ordinal++) {
      const offset = compressedOffset(compressed, ordinal);
      const last = offset + BigInt(compressedRoom(clusterSize, ordinal)) - 1n;
      add(clusterAt(offset), clusterAt(last) - clusterAt(offset) + 1);
    }
  };

  add(0, refcounts.end);
  addMapping(layout);
  add(clusterAt(snapshots.offset), snapshots.clusters);
  for (const mapping of snapshots.mappings) addMapping(mapping);
  add(clusterAt(bitmaps.offset), bitmaps.clusters);
  add(clusterAt(luks.offset), luks.clusters);

  return { at: offset => countOf(clusterAt(offset)), block: index => blocks.get(index)! };
}

/** Refcounts of one for every host cluster, in use or not. */
export function onceEach({ clusterSize, refcounts: { bits, clustersPerBlock } }: Qcow2Layout): Refcounts {
  const block = Buffer.alloc(clusterSize);
  for (let cluster = 0; cluster < clustersPerBlock; cluster++) putRefcount(block, cluster, bits, 1);
  return { at: () => 1, block: () => block };
}
