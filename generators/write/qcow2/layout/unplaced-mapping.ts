import { hasHostSlot } from '../../../recipe/cells/cell-row.ts';
import { clustersPerTable } from '../../../recipe/qcow2/clusters-per-table.ts';
import type { CellRun, Qcow2Layer } from '../../../recipe/recipe.ts';
import { clusterCount } from '../../../recipe/virtual-size.ts';
import { type Span, spansByTable, spansOf } from '../../spans.ts';
import { WriteError } from '../../write-error.ts';
import { compressedEnd } from '../compressed/compressed-places.ts';
import type { HostRange } from '../refcounts/refcount-places.ts';
import type { Mapping } from './mapping.ts';

/** A mapping without a place in the file. */
export interface UnplacedMapping {
  /** Its length in clusters. */
  readonly length: number;
  /** The host clusters in use, counted from its start. */
  readonly ranges: readonly HostRange[];
  /** The mapping with its start at host cluster `first`. */
  placedAt(first: number): Mapping;
}

/** The longest L1 table that qemu opens, in bytes. */
const maximumL1 = 32 * 2 ** 20;
/** The most bytes for all L2 tables of a mapping. More is surely a mistaken `l2=all`. */
const maximumL2 = 2 ** 30;
/** Refcounts of up to this many bits can't count all compressed clusters that share a host cluster. */
const narrowRefcount = 2;

/** The mapping of the current state of a layer. */
export function mappingOfLayer(layer: Qcow2Layer): UnplacedMapping {
  return unplaced(layer, layer.cells, { slots: layer.slots, allTables: layer.l2 === 'all' });
}

/** The mapping of a snapshot of a layer. */
export function mappingOfSnapshot(layer: Qcow2Layer, cells: readonly CellRun[]): UnplacedMapping {
  return unplaced(layer, cells, { slots: undefined, allTables: false });
}

interface Wishes {
  readonly slots: readonly number[] | undefined;
  readonly allTables: boolean;
}

/** @throws WriteError `too-few-slots`, `too-large`. */
function unplaced(
  layer: Qcow2Layer,
  cells: readonly CellRun[],
  { slots, allTables }: Wishes,
): UnplacedMapping {
  const clusterSize = layer.unit;
  const spans = spansOf(layer, cells);
  const { l1, l2 } = tablesFor(layer, spans, allTables);
  const slotFirst = l1.clusters + l2.length;
  const external = layer.dataFile !== undefined;
  const used = external ? 0 : clustersWith(spans, hasHostSlot);
  const slotRanges = rangesOfSlots(layer, slots, used);
  const slotEnd = slotRanges.reduce((end, range) => Math.max(end, range.first + range.count), 0);
  const compressedFirst = slotFirst + slotEnd;
  const compressed = {
    clusterSize,
    count: clustersWith(spans, ({ state }) => state === 'compressed'),
    packed: (layer.refcountBits ?? 16) > narrowRefcount,
  };
  const compressedClusters = Math.ceil(compressedEnd(compressed) / clusterSize);

  return {
    length: compressedFirst + compressedClusters,
    ranges: [
      { first: 0, count: slotFirst },
      ...slotRanges.map(({ first, count }) => ({ first: slotFirst + first, count })),
      { first: compressedFirst, count: compressedClusters },
    ],
    placedAt: first => {
      const inBytes = (cluster: number): bigint => BigInt(first + cluster) * BigInt(clusterSize);
      return {
        clusterSize,
        l1: { ...l1, offset: inBytes(0) },
        l2: {
          clustersPerTable: clustersPerTable(layer),
          extended: layer.extendedL2 === true,
          tables: l2.map((table, place) => ({ ...table, offset: inBytes(l1.clusters + place) })),
        },
        spans,
        external,
        slots: { offset: inBytes(slotFirst), order: slots, used },
        compressed: { ...compressed, offset: inBytes(compressedFirst) },
      };
    },
  };
}

/** The tables of a mapping, each L2 table with its L1 index and its spans. */
interface UnplacedTables {
  readonly l1: { readonly entries: number; readonly clusters: number };
  readonly l2: readonly { readonly index: number; readonly spans: readonly Span[] }[];
}

/**
 * The tables that some spans need, or all that there can be.
 *
 * @throws WriteError `too-large`
 */
function tablesFor(layer: Qcow2Layer, spans: readonly Span[], all: Wishes['allTables']): UnplacedTables {
  const perTable = clustersPerTable(layer);
  const byTable = spansByTable(spans, perTable);
  const entries = Math.ceil(Number(clusterCount(layer)) / perTable);
  const count = all ? entries : byTable.size;
  if (entries * 8 > maximumL1) throw tooLarge(layer, 'its L1 table', maximumL1);
  if (count * layer.unit > maximumL2) throw tooLarge(layer, 'its L2 tables', maximumL2);
  const indices = all ? [...Array(count).keys()] : [...byTable.keys()];
  return {
    l1: { entries, clusters: Math.ceil((entries * 8) / layer.unit) },
    l2: indices.map(index => ({ index, spans: byTable.get(index) ?? [] })),
  };
}

function clustersWith(spans: readonly Span[], wanted: (span: Span) => boolean): number {
  return spans.reduce((sum, span) => sum + (wanted(span) ? span.count : 0), 0);
}

/** The slots in use, as ranges of slots. */
function rangesOfSlots(layer: Qcow2Layer, slots: readonly number[] | undefined, used: number): HostRange[] {
  if (slots === undefined) return [{ first: 0, count: used }];
  if (slots.length < used) {
    throw new WriteError(
      'too-few-slots',
      `${layer.name}: ${used} clusters have a host slot, ${slots.length} slots are given`,
    );
  }
  return slots.slice(0, used).map(first => ({ first, count: 1 }));
}

function tooLarge(layer: Qcow2Layer, what: string, limit: number): WriteError {
  return new WriteError('too-large', `${layer.name}: ${what} would take more than ${limit} bytes`);
}
