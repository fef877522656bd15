import * as fc from 'fast-check';
import { cellCount, hostSlotCount, joinRuns } from '../../recipe/cells/cell-row.ts';
import { clustersPerTable } from '../../recipe/qcow2/clusters-per-table.ts';
import type { CellRun, CellState, MixedCell, Qcow2Layer, UniformCell } from '../../recipe/recipe.ts';
import { lazily } from '../../wish/lazily.ts';
import { asWished, isLeftOut, noWish, type Wish } from '../../wish/wish.ts';
import { cellRow } from '../layer/cell-row.ts';
import { hostSlots } from '../layer/host-slots.ts';
import { layerSize } from '../layer/layer-size.ts';
import { plainCell } from '../layer/plain-cell.ts';
import { extendedCell } from './extended-cell.ts';
import { farIntoTable } from './far-into-table.ts';
import { type ImageFeatures, imageFeatures } from './image-features.ts';
import { snapshots } from './snapshots.ts';

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
  /**
   * The traits that are drawn more often.
   * @defaultValue none
   */
  wish?: Wish;
}

/** The data of a layer with small clusters takes at most this many bytes. */
const writtenBytes = 96 * 1024;

/** The most clusters of a layer that take bytes of the file: enough for every kind of border, few enough to be fast. */
function maxWritten(unit: number): number {
  if (unit >= 1 << 20) return 1;
  if (unit >= 1 << 17) return 2;
  return Math.max(4, writtenBytes / unit);
}

const statesOfVersion2: readonly CellState[] = ['unallocated', 'data', 'data-hole', 'compressed'];

const statesOfDataFiles: readonly CellState[] = [
  'unallocated',
  'zero-plain',
  'zero-allocated',
  'data',
  'data-hole',
];

/** One in this many layers with extended L2 entries may have illegal bitmaps. */
const illegalOnceIn = 6;

/** The cells for layers with these features. */
function cellsOf(features: ImageFeatures, wish: Wish): fc.Arbitrary<fc.Arbitrary<UniformCell | MixedCell>> {
  const { version, extendedL2, dataFile } = features;
  const manyHoles = wish.has('preallocation');
  const compressed = dataFile === undefined && !isLeftOut(wish, 'compressed');
  if (extendedL2)
    return fc
      .integer({ min: 1, max: illegalOnceIn })
      .map(die => extendedCell({ compressed, illegal: die === 1 }));
  const kept = (states: readonly CellState[]): CellState[] =>
    states.filter(state => compressed || state !== 'compressed');
  if (version === 2) return fc.constant(plainCell({ manyHoles, states: kept(statesOfVersion2) }));
  return fc.constant(plainCell(compressed ? { manyHoles } : { manyHoles, states: statesOfDataFiles }));
}

/** The first host offset that 32 bits can't hold, in bytes. */
const farOffset = 2 ** 32;

/**
 * A layer has any number of digits up to this many bytes, where its L1 table stays small. With data after its end it would need all
 * its L2 tables.
 */
const mostBytes = 2 ** 30;
const mostTables = 1000;

type Body = Pick<Qcow2Layer, 'cells' | 'slots' | 'size' | 'snapshots'>;

interface BodyConstraints {
  readonly unit: number;
  /** Rows for snapshots. */
  readonly rows: (maxCells: number) => fc.Arbitrary<CellRun[]>;
  readonly wish: Wish;
}

function body(
  features: ImageFeatures,
  cells: readonly CellRun[],
  { unit, rows, wish }: BodyConstraints,
): fc.Arbitrary<Body> {
  const count = cellCount(cells);
  const inFile = features.dataFile === undefined;
  const far = wish.has('far-offsets') ? { far: Math.ceil(farOffset / unit) } : {};
  return fc
    .tuple(
      fc.record({
        cells: fc.constant(cells),
        size: layerSize({
          unit,
          cells: count,
          longest: wish.has('open-end') ? 0 : Math.min(mostBytes, unit * (unit / 8) * mostTables),
          ...(wish.has('odd-size') ? { oddBytes: 60 } : {}),
        }),
      }),
      inFile
        ? fc.record({
            slots: hostSlots({ count: hostSlotCount(cells), mixed: wish.has('host-order'), ...far }),
          })
        : fc.constant({}),
      inFile && count > 0
        ? asWished(
            wish,
            'snapshots',
            20,
            lazily(() => fc.record({ snapshots: snapshots({ rows: rows(count) }) })),
          )
        : fc.constant({}),
    )
    .map(([shape, slots, kept]) => ({ ...shape, ...slots, ...kept }));
}

/**
 * For qcow2 layers whose backing file is the next deeper layer of a recipe. Not in normal form: everything is stated.
 */
export function qcow2Layer(constraints: Qcow2LayerConstraints = {}): fc.Arbitrary<Qcow2Layer> {
  const { name = 'top.qcow2', unit = 65536, maxCells = 12, wish = noWish } = constraints;
  if (unit < 512) throw new RangeError('qcow2Layer: unit must be at least 512');
  const make = imageFeatures({ name, unit, wish }).chain(features =>
    fc.record({ features: fc.constant(features), cells: cellsOf(features, wish) }),
  );
  return make.chain(({ features, cells }) => {
    const tableCells = clustersPerTable({ unit, ...features });
    const rows = (most: number): fc.Arbitrary<CellRun[]> =>
      cellRow({ maxCells: most, tableCells, maxWritten: maxWritten(unit), cells });
    return fc
      .tuple(farIntoTable({ unit, ...features }), rows(maxCells))
      .chain(([far, row]) => body(features, joinRuns([...far, ...row]), { unit, rows, wish }))
      .map(parts => ({ format: 'qcow2', name, unit, ...parts, ...features }));
  });
}
