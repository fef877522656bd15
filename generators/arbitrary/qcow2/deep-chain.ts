import * as fc from 'fast-check';
import { impliedStem } from '../../recipe/implied-stem.ts';
import type { CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import { nowAndThen } from '../../wish/now-and-then.ts';
import { plainCell } from '../layer/plain-cell.ts';

/** One cluster of the guest: the layer that decides it, and what that layer and the one below it hold. */
interface Column {
  /** The index of the layer, from the base. */
  readonly decider: number;
  readonly state: CellState;
  readonly hidden: CellState;
}

/** Enough for numbers of two and three digits, and mostly few enough to be fast. */
const depths = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 7, max: 12 }) },
  { weight: 3, arbitrary: fc.constant(50) },
  { weight: 1, arbitrary: fc.constant(200) },
);

/**
 * For chains of seven to 200 layers. Layers are small: an image of 4 to 12 clusters of 512 or 4096 bytes, each decided by
 * a layer at any depth. Now and then a layer is short, or cuts off those below it.
 */
export function deepChain(): fc.Arbitrary<Qcow2Layer[]> {
  return fc.tuple(depths, fc.constantFrom(512, 4096), fc.integer({ min: 4, max: 12 })).chain(chainOf);
}

function chainOf([count, unit, clusters]: [number, number, number]): fc.Arbitrary<Qcow2Layer[]> {
  const index = fc.integer({ min: 0, max: count - 1 });
  const state = plainCell().map(cell => cell.state);
  const column = fc.record({ decider: index, state, hidden: state });
  return fc
    .record({
      columns: fc.array(column, { minLength: clusters, maxLength: clusters }),
      short: nowAndThen(3, fc.record({ index, clusters: fc.integer({ min: 0, max: clusters - 1 }) })),
      cut: nowAndThen(8, fc.record({ index })),
    })
    .map(({ columns, short, cut }) =>
      Array.from({ length: count }, (_, at) => ({
        ...layerAt(
          at,
          count,
          unit,
          'index' in short && short.index === at ? columns.slice(0, short.clusters) : columns,
        ),
        ...(cut.index === at && at > 0 && { backing: null }),
      })),
    );
}

function layerAt(index: number, count: number, unit: number, columns: readonly Column[]): Qcow2Layer {
  return {
    format: 'qcow2',
    name: `${impliedStem(index, count)}.qcow2`,
    version: 3,
    unit,
    cells: columns.map(({ decider, state, hidden }) => ({
      state: stateAt(index - decider, state, hidden),
      count: 1,
    })),
    size: BigInt(columns.length * unit),
  };
}

/** @param above how many layers the layer is above the one that decides */
function stateAt(above: number, state: CellState, hidden: CellState): CellState {
  if (above === 0) return state;
  return above === -1 ? hidden : 'unallocated';
}
