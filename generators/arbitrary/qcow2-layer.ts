import * as fc from 'fast-check';
import { cellCount, hostSlotCount } from '../recipe/cell-row.ts';
import type { CellRun, Qcow2Layer } from '../recipe/recipe.ts';
import { cellRow, type PlainState } from './cell-row.ts';
import { headerExtensions } from './header-extensions.ts';
import { hostSlots } from './host-slots.ts';
import { layerSize } from './layer-size.ts';
import { nowAndThen } from './now-and-then.ts';

/** Constraints of `qcow2Layer`. */
export interface Qcow2LayerConstraints {
  /**
   * File name.
   * @defaultValue 'top.qcow2'
   */
  name?: string;
  /**
   * Cluster size in bytes.
   * @defaultValue 65536
   */
  unit?: number;
  /**
   * Longest row, in clusters.
   * @defaultValue 12
   */
  maxCells?: number;
}

/** Small clusters are written up to this many bytes a layer. */
const writtenBytes = 96 * 1024;

/** How many clusters of a layer may take bytes of the file: enough to show every border, few enough to be quick. */
function maxWritten(unit: number): number {
  if (unit >= 1 << 20) return 1;
  if (unit >= 1 << 17) return 2;
  return Math.max(4, writtenBytes / unit);
}

const statesOfVersion2: readonly PlainState[] = ['unallocated', 'data', 'data-hole', 'compressed'];

/**
 * Clusters of this size and more come without refcounts: with them a layer's metadata has to be written out whole, lest
 * qemu take the file for preallocated, and that is 8 MiB where clusters have 2 MiB.
 */
const uncountedCluster = 1 << 18;

const uncounted = { refcounts: 'none' } as const;

/** The features of a header that change nothing, or only what tables and refcounts look like. */
function header(unit: number, version: 2 | 3): fc.Arbitrary<Partial<Qcow2Layer>> {
  const headerLength = fc.constantFrom(112, 120);
  return fc
    .tuple(
      unit < uncountedCluster ? nowAndThen(25, fc.constant(uncounted)) : fc.constant(uncounted),
      nowAndThen(8, fc.constant({ l2: 'all' as const })),
      nowAndThen(8, fc.constant({ backingFormat: null })),
      nowAndThen(10, fc.record({ extensions: headerExtensions() })),
      version === 3 ? nowAndThen(8, fc.record({ headerLength })) : fc.constant({}),
    )
    .map(parts => Object.assign({}, ...parts) as Partial<Qcow2Layer>);
}

function body(
  cells: readonly CellRun[],
  unit: number,
): fc.Arbitrary<Pick<Qcow2Layer, 'cells' | 'slots' | 'size'>> {
  return fc.record({
    cells: fc.constant(cells),
    slots: hostSlots({ count: hostSlotCount(cells) }),
    size: layerSize({ unit, cells: cellCount(cells) }),
  });
}

/** For qcow2 layers over the layer that stands above them in a recipe, not in normal form: all that is stated. */
export function qcow2Layer(constraints: Qcow2LayerConstraints = {}): fc.Arbitrary<Qcow2Layer> {
  const { name = 'top.qcow2', unit = 65536, maxCells = 12 } = constraints;
  if (unit < 512) throw new RangeError('qcow2Layer: unit must be at least 512');
  const row = { maxCells, tableCells: unit / 8, maxWritten: maxWritten(unit) };
  return fc
    .oneof(
      { weight: 7, arbitrary: fc.constant(3 as const) },
      { weight: 1, arbitrary: fc.constant(2 as const) },
    )
    .chain(version =>
      fc.tuple(
        cellRow(version === 2 ? { ...row, states: statesOfVersion2 } : row).chain(cells => body(cells, unit)),
        header(unit, version),
        fc.constant(version),
      ),
    )
    .map(([parts, features, version]) => ({ format: 'qcow2', name, unit, version, ...parts, ...features }));
}
