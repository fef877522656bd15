import { parseByteSize } from '../../recipe/byte-size.ts';
import { hostSlotCount, joinRuns } from '../../recipe/cells/cell-row.ts';
import type { Case, CellState, Layer, MixedCell, Qcow2Layer, UniformCell } from '../../recipe/recipe.ts';
import { deBruijnWord } from '../de-bruijn.ts';
import type { Geometry } from './geometry.ts';
import { baseAlphabet, baseLayer } from './geometry-base.ts';
import { geometryQuery } from './geometry-query.ts';

type Cell = UniformCell | MixedCell;

/** A small sweep in this geometry: every pair of neighbouring columns of two layers, mapped once. */
export function geometryCase(row: Geometry): Case {
  const unit = Number(parseByteSize(row.clusterSize));
  const [topCells, baseCells] = [topAlphabet(row), baseAlphabet(row)];
  const word = [...deBruijnWord(topCells.length * baseCells.length, 2)];
  const top = topLayer(
    row,
    unit,
    word.map(kind => topCells[kind % topCells.length]!),
  );
  const base = baseLayer(
    row,
    unit,
    word.map(kind => baseCells[Math.floor(kind / topCells.length)]!),
    top,
  );
  const layers: Layer[] = [...(base === undefined ? [] : [base]), top];
  return { notes: [], recipe: { layers }, queries: [geometryQuery(row, unit)] };
}

function uniform(...states: CellState[]): Cell[] {
  return states.map(state => ({ state }));
}

function topAlphabet({ version, subclusters, dataFile, compressed }: Geometry): Cell[] {
  // Nothing is written for holes of a data file, and without preallocated metadata qemu doesn't look for holes.
  const data = dataFile === 'none' ? 'data' : 'data-hole';
  return [
    ...uniform('unallocated', data),
    ...(version === '2' ? [] : uniform('zero-plain', 'zero-allocated')),
    ...(subclusters === 'no' ? [] : [half('unallocated', 'zero-plain'), half(data, 'reserved')]),
    ...(compressed === 'no' ? [] : uniform('compressed')),
  ];
}

function half(first: MixedCell['subclusters'][number]['state'], second: typeof first): MixedCell {
  return { state: 'mixed', subclusters: [first, second].map(state => ({ state, count: 16 })) };
}

function topLayer(row: Geometry, unit: number, cells: readonly Cell[]): Qcow2Layer {
  const runs = joinRuns(cells.map(cell => ({ ...cell, count: 1 })));
  const missing = { whole: 0, sector: 512, bytes: 100 }[row.tail];
  const slots = slotsOf(row, hostSlotCount(runs));
  return {
    format: 'qcow2',
    name: 'top.qcow2',
    unit,
    version: row.version === '2' ? 2 : 3,
    cells: runs,
    size: BigInt(cells.length * unit - missing),
    ...(row.subclusters === 'yes' ? { extendedL2: true } : {}),
    ...(row.dataFile === 'none' ? { skeleton: true } : { dataFile: 'top.data' }),
    ...(row.dataFile === 'raw' ? { dataFileRaw: true } : {}),
    ...(slots === undefined ? {} : { slots }),
  };
}

function slotsOf({ slots }: Geometry, count: number): number[] | undefined {
  if (slots === 'rising') return undefined;
  return Array.from({ length: count }, (_, index) => (slots === 'falling' ? count - 1 - index : 2 * index));
}
