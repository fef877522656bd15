import { parseByteSize } from '../../recipe/byte-size.ts';
import { hostSlotCount, joinRuns } from '../../recipe/cell-row.ts';
import { canState, formatTraits, plainLayer } from '../../recipe/formats.ts';
import type {
  Case,
  CellRun,
  CellState,
  Layer,
  LayerFormat,
  MixedCell,
  Qcow2Layer,
  Query,
  UniformCell,
} from '../../recipe/recipe.ts';
import { defaultSize } from '../../recipe/virtual-size.ts';
import { deBruijnWord } from '../de-bruijn.ts';
import type { Geometry } from './geometry.ts';

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
  return { notes: [], recipe: { layers }, queries: [queryOf(row, unit)] };
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

function baseAlphabet({ version, backing }: Geometry): Cell[] {
  if (backing === 'none') return uniform('unallocated');
  const { states } = formatTraits[baseOf(backing).format];
  return version === '2' || !states.includes('zero-plain')
    ? uniform('unallocated', 'data')
    : uniform('unallocated', 'data', 'zero-plain');
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

/** A shorter backing file has this part of the columns, a longer one has this many more. */
const shorter = 0.5;
const more = 3;
/**
 * The largest cell of a format without clusters, in bytes. Only the beginning of a larger one is data, so that files
 * stay small.
 */
const largestCell = 65_536;

function baseOf(backing: Exclude<Geometry['backing'], 'none'>): BaseGeometry {
  const [length, format] = backing.split(' ') as [BaseGeometry['length'], LayerFormat];
  return { length, format };
}

interface BaseGeometry {
  readonly length: 'shorter' | 'equal' | 'longer';
  readonly format: LayerFormat;
}

function baseLayer(row: Geometry, unit: number, cells: readonly Cell[], top: Qcow2Layer): Layer | undefined {
  if (row.backing === 'none') return undefined;
  const { length, format } = baseOf(row.backing);
  const columns = {
    shorter: Math.floor(cells.length * shorter),
    equal: cells.length,
    longer: cells.length + more,
  };
  const { hasClusters } = formatTraits[format];
  const own = row.backingClusters === 'smaller' ? unit / 4 : unit;
  const cellSize = Math.max(512, hasClusters ? own : Math.min(own, largestCell));
  const each = unit / cellSize;
  const runs = Array.from({ length: columns[length] }, (_, at) => cells[at % cells.length]!).flatMap(
    (cell): CellRun[] =>
      hasClusters || each === 1
        ? [{ ...cell, count: each }]
        : [
            { ...cell, count: 1 },
            { state: 'unallocated', count: each - 1 },
          ],
  );
  const plain = plainLayer(format, { name: `base.${format}`, unit: cellSize, cells: joinRuns(runs) });
  const layer: Layer = canState(plain, 'skeleton')
    ? { ...plain, version: top.version, skeleton: true }
    : plain;
  switch (length) {
    case 'shorter':
      return cellSize < 1024 ? layer : { ...layer, size: defaultSize(layer) - BigInt(cellSize / 2) };
    case 'equal':
      return { ...layer, size: top.size! };
    case 'longer':
      return layer;
  }
}

function queryOf({ output, start, length, share, opening }: Geometry, unit: number): Query {
  const from = { none: [], cluster: ['-s', `${3 * unit}`], byte: ['--start-offset', `${3 * unit + 1}`] };
  const most = {
    none: [],
    cluster: ['-l', `${5 * unit}`],
    byte: ['--max-length', `${5 * unit + 77}`],
    'beyond the end': [`--max-length=${2 ** 50}`],
  };
  const image = {
    'by name': ['top.qcow2'],
    'with -f': ['-f', 'qcow2', 'top.qcow2'],
    'by options': ['--image-opts', 'driver=qcow2,file.filename=top.qcow2'],
    'json: without backing': [
      '{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},"backing":null}',
    ].map(text => `json:${text}`),
  };
  return [
    `--output=${output}`,
    ...from[start],
    ...most[length],
    ...(share === 'yes' ? ['-U'] : []),
    ...image[opening],
  ];
}
