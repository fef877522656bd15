import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixedCell } from '../../../../generators/arbitrary/qcow2/mixed-cell.ts';
import { hasHostSlot } from '../../../../generators/recipe/cells/cell-row.ts';
import { heldStates } from '../../../../generators/recipe/cells/held-states.ts';
import type { MixedCell, SubclusterState, UniformCell } from '../../../../generators/recipe/recipe.ts';
import { mixtureMistake } from '../../../../generators/recipe/validation/mixture-mistake.ts';

const constraints = fc.record({ host: fc.boolean(), illegal: fc.boolean() });
const drawn = constraints.chain(given => fc.tuple(fc.constant(given), mixedCell(given)));

describe('mixedCell', () => {
  test('gives subclusters that are allowed together, with a host offset only if requested', () => {
    fc.assert(
      fc.property(drawn, ([{ host, illegal }, cell]) => {
        if (cell.state === 'mixed') expect(mixtureMistake(cell)).toBe(undefined);
        if (!host) expect(hasHostSlot(cell)).toBe(false);
        expect(heldStates(cell).includes('illegal')).toBe(illegal);
      }),
    );
  });

  test('has every allowed pair of neighbouring states, at every border', () => {
    const states = (cell: UniformCell | MixedCell): SubclusterState[] =>
      cell.state === 'mixed'
        ? cell.subclusters.flatMap(({ state, count }) => Array<SubclusterState>(count).fill(state))
        : [];
    const pairs = new Set<string>();
    const borders = new Set<number>();
    for (const host of [true, false]) {
      for (const cell of fc.sample(mixedCell({ host }), { seed: 1, numRuns: 5000 })) {
        const all = states(cell);
        for (const [index, state] of all.entries()) {
          if (index === 0 || state === all[index - 1]) continue;
          pairs.add(`${all[index - 1]} ${state}`);
          borders.add(index);
        }
      }
    }
    expect(pairs.size).toBe(4 * 3 + 2);
    expect(borders.size).toBe(31);
  });
});
