import { hasHostSlot } from '../recipe/cell-row.ts';
import type { Qcow2Layer } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { type HostRange, placeRefcounts, type RefcountPlaces } from './refcount-places.ts';
import { guestClusters, type Span, spansByTable, spansOf } from './spans.ts';
import { tablesLast } from './tables-last.ts';
import { refuseUnsupported } from './unsupported.ts';
import { WriteError } from './write-error.ts';

/** An L2 table of the file: `index` is its L1 index, `offset` its place in bytes, `spans` the clusters it describes. */
export interface L2Table {
  readonly index: number;
  readonly offset: bigint;
  readonly spans: readonly Span[];
}

/**
 * Where everything of a qcow2 file stands, in the order of the file: header cluster, refcount table, refcount blocks,
 * L1 table, L2 tables, host slots, compressed data. Offsets and lengths are bytes of the file, counts are clusters.
 */
export interface Qcow2Layout {
  readonly clusterSize: number;
  /** As the header states it. */
  readonly virtualSize: bigint;
  readonly refcounts: RefcountPlaces;
  readonly l1: { readonly offset: bigint; readonly entries: number; readonly clusters: number };
  /** By rising index. Tables that nothing needs are missing, unless the layer asks for all. */
  readonly l2: { readonly clustersPerTable: number; readonly tables: readonly L2Table[] };
  readonly spans: readonly Span[];
  readonly slots: {
    /** Offset of slot 0. */
    readonly offset: bigint;
    /** Slot of each cluster that has one, in guest order; absent: 0, 1, 2 …. */
    readonly order: readonly number[] | undefined;
    /** How many clusters have a slot. */
    readonly used: number;
  };
  readonly compressed: {
    readonly offset: bigint;
    /** Bytes set aside for each compressed cluster. */
    readonly room: number;
    readonly count: number;
  };
  readonly fileLength: bigint;
}

/** The longest L1 table that qemu opens, in bytes. */
const maximumL1 = 32 * 2 ** 20;
/** All L2 tables of a file together, in bytes: more is surely a slip of `l2=all`. */
const maximumL2 = 2 ** 30;
/** The compressed descriptor of a 2 MiB cluster has 49 bits of host offset; every other entry has more. */
const maximumFile = 2 ** 49;

/**
 * Where everything of the layer's file stands.
 *
 * @throws WriteError `unsupported`, `too-few-slots`, `too-large`.
 */
export function layoutOf(layer: Qcow2Layer): Qcow2Layout {
  refuseUnsupported(layer);
  const clusterSize = layer.unit;
  const clustersPerTable = clusterSize / 8;
  const spans = spansOf(layer);
  const l1Entries = Math.ceil(guestClusters(layer) / clustersPerTable);
  const l1Clusters = Math.ceil((l1Entries * 8) / clusterSize);
  const byTable = spansByTable(spans, clustersPerTable);
  const l2Count = layer.l2 === 'all' ? l1Entries : byTable.size;
  if (l1Entries * 8 > maximumL1) throw tooLarge(layer, 'its L1 table', maximumL1);
  if (l2Count * clusterSize > maximumL2) throw tooLarge(layer, 'its L2 tables', maximumL2);

  const used = spans.reduce((sum, span) => sum + (hasHostSlot(span) ? span.count : 0), 0);
  const slotRanges = rangesOfSlots(layer, used);
  const slotEnd = slotRanges.reduce((end, range) => Math.max(end, range.first + range.count), 0);
  const compressed = spans.reduce((sum, span) => sum + (span.state === 'compressed' ? span.count : 0), 0);
  const room = compressedRoom(clusterSize);
  const behind = { first: slotEnd, count: Math.ceil((compressed * room) / clusterSize) };
  if ((behind.first + behind.count) * clusterSize > maximumFile)
    throw tooLarge(layer, 'its file', maximumFile);

  const tableClusters = l1Clusters + l2Count;
  const refcounts = placeRefcounts(clusterSize, tableClusters, layer.skeleton ? [] : [...slotRanges, behind]);
  const l1First = refcounts.end;
  const slotFirst = l1First + tableClusters;
  const inBytes = (cluster: number): bigint => BigInt(cluster) * BigInt(clusterSize);
  const indices = layer.l2 === 'all' ? [...Array(l2Count).keys()] : [...byTable.keys()];
  const layout: Qcow2Layout = {
    clusterSize,
    virtualSize: virtualSize(layer),
    refcounts,
    l1: { offset: inBytes(l1First), entries: l1Entries, clusters: l1Clusters },
    l2: {
      clustersPerTable,
      tables: indices.map((index, place) => ({
        index,
        offset: inBytes(l1First + l1Clusters + place),
        spans: byTable.get(index) ?? [],
      })),
    },
    spans,
    slots: { offset: inBytes(slotFirst), order: layer.slots, used },
    compressed: { offset: inBytes(slotFirst + slotEnd), room, count: compressed },
    fileLength: inBytes(slotFirst + behind.first + behind.count),
  };
  return layer.skeleton ? tablesLast(layout) : layout;
}

/** Host offset in bytes of a cluster with a slot; `ordinal` counts those clusters in guest order. */
export function slotOffset(layout: Qcow2Layout, ordinal: number): bigint {
  const slot = layout.slots.order?.[ordinal] ?? ordinal;
  return layout.slots.offset + BigInt(slot) * BigInt(layout.clusterSize);
}

/** Where the data of a compressed cluster begins in the file, in bytes; `ordinal` counts those in guest order. */
export function compressedOffset(layout: Qcow2Layout, ordinal: number): bigint {
  return layout.compressed.offset + BigInt(ordinal * layout.compressed.room);
}

/**
 * Bytes set aside for one compressed cluster: three quarters of a cluster, so that neighbours share host clusters, and
 * sectors where clusters are small, as in files that qemu writes.
 */
function compressedRoom(clusterSize: number): number {
  return (clusterSize / 4) * 3;
}

/** The slots in use, as ranges of slots. */
function rangesOfSlots(layer: Qcow2Layer, used: number): HostRange[] {
  if (layer.slots === undefined) return [{ first: 0, count: used }];
  if (layer.slots.length < used) {
    const given = layer.slots.length;
    throw new WriteError(
      'too-few-slots',
      `${layer.name}: ${used} clusters have a host slot, ${given} slots are given`,
    );
  }
  return layer.slots.slice(0, used).map(first => ({ first, count: 1 }));
}

function tooLarge(layer: Qcow2Layer, what: string, limit: number): WriteError {
  return new WriteError('too-large', `${layer.name}: ${what} would take more than ${limit} bytes`);
}
