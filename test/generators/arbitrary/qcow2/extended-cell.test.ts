import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ExtendedCellConstraints,
  extendedCell,
} from '../../../../generators/arbitrary/qcow2/extended-cell.ts';
import { heldStates } from '../../../../generators/recipe/cells/held-states.ts';

const states = (constraints: ExtendedCellConstraints): string[] => {
  const cells = fc.sample(extendedCell(constraints), { seed: 1, numRuns: 2000 });
  return [...new Set(cells.flatMap(heldStates))].toSorted();
};

const usual = ['data', 'data-hole', 'reserved', 'unallocated', 'zero-allocated', 'zero-plain'];

describe('extendedCell', () => {
  test.each<[ExtendedCellConstraints, string[]]>([
    [{}, ['compressed', ...usual]],
    [{ compressed: false }, usual],
    [{ illegal: true }, ['compressed', 'data', 'data-hole', 'illegal', ...usual.slice(2)]],
  ])('gives only the allowed states: %j', (constraints, expected) => {
    expect(states(constraints)).toEqual(expected);
  });
});
