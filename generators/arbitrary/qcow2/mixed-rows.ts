import * as fc from 'fast-check';
import { impliedStem } from '../../recipe/implied-stem.ts';
import type { CellRun, CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import type { Wish } from '../../wish/wish.ts';
import { plainStates } from '../layer/plain-cell.ts';

// Of each cluster size the most clusters of a row: enough for several L2 tables, or for batches of clusters, few enough to be fast.
const smallest = { unit: 512, most: 320 };
const larger = { unit: 4096, most: 200 };
/** A map decides 64 clusters together once it has met as many that are mixed. */
const fewest = 150;

/** Without holes, for which clusters are looked up one at a time. */
const solidStates: readonly CellState[] = plainStates.filter(state => state !== 'data-hole');

/** For a file that looks preallocated since most of its host clusters are holes. */
const hollowStates: readonly CellState[] = ['data', 'data-hole', 'zero-plain', 'data-hole'];

/**
 * For chains of two to four layers whose rows are long, with hardly two neighbours alike. Layers below the top mostly end
 * before it does. With a wish for a file that looks preallocated they have holes, with one for offsets in the middle of a cluster
 * clusters have a middle.
 */
export function mixedRows(wish: Wish): fc.Arbitrary<Qcow2Layer[]> {
  const hasHoles = wish.has('preallocation');
  return fc
    .tuple(
      fc.integer({ min: 2, max: 4 }),
      hasHoles || wish.has('damage-unaligned') ? fc.constant(larger) : fc.constantFrom(smallest, larger),
    )
    .chain(([count, { unit, most }]) => {
      const rows = Array.from({ length: count }, (_, index) =>
        mixedRow(hasHoles ? hollowStates : solidStates, index === count - 1 ? most : fewest, most),
      );
      return fc
        .tuple(...rows)
        .map(cells => cells.map((row, index) => layerOf(row, unit, impliedStem(index, count))));
    });
}

/** Each cell is so many states behind the one before it, round and round. */
function mixedRow(
  states: readonly CellState[],
  minLength: number,
  maxLength: number,
): fc.Arbitrary<CellRun[]> {
  const step = fc.integer({ min: 1, max: states.length - 1 });
  return fc.array(step, { minLength, maxLength, size: 'max' }).map(steps => {
    let at = 0;
    return steps.map((step): CellRun => {
      at = (at + step) % states.length;
      return { state: states[at]!, count: 1 };
    });
  });
}

function layerOf(cells: readonly CellRun[], unit: number, stem: string): Qcow2Layer {
  return {
    format: 'qcow2',
    name: `${stem}.qcow2`,
    version: 3,
    unit,
    cells,
    size: BigInt(cells.length * unit),
  };
}
