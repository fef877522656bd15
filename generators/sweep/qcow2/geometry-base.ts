import { joinRuns } from '../../recipe/cells/cell-row.ts';
import { canState, formatTraits, plainLayer } from '../../recipe/formats.ts';
import type { CellRun, Layer, LayerFormat, MixedCell, Qcow2Layer, UniformCell } from '../../recipe/recipe.ts';
import { defaultSize } from '../../recipe/virtual-size.ts';
import type { Geometry } from './geometry.ts';

type Cell = UniformCell | MixedCell;

const holeAndData: readonly Cell[] = [{ state: 'unallocated' }, { state: 'data' }];

/** The cells that occur in the backing file. */
export function baseAlphabet({ version, backing }: Geometry): readonly Cell[] {
  if (backing === 'none') return [{ state: 'unallocated' }];
  const { states } = formatTraits[baseOf(backing).format];
  return version === '2' || !states.includes('zero-plain')
    ? holeAndData
    : [...holeAndData, { state: 'zero-plain' }];
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

/** The backing file of `top` with these cells, one per column, or undefined if the geometry has none. */
export function baseLayer(
  row: Geometry,
  unit: number,
  cells: readonly Cell[],
  top: Qcow2Layer,
): Layer | undefined {
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
