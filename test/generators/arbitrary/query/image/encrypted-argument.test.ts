import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parityCase } from '../../../../../generators/arbitrary/parity-case.ts';
import { optionsOf } from '../../../../../generators/coverage/query-options.ts';
import { predict } from '../../../../../generators/model/predict.ts';
import type { Case } from '../../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../../generators/recipe/validation/validate-case.ts';
import { inWrittenFolder } from '../../../write/written.ts';

const wish = new Set(['encryption', 'secret'] as const);
const cases = fc.sample(parityCase({ wish }), { numRuns: 150, seed: 1 });

test('every case is well-formed, and can be written', () => {
  for (const value of cases) expect(validateCase(value)).toEqual({ kind: 'well-formed' });
  for (const { recipe } of cases.slice(0, 40)) inWrittenFolder(recipe, () => {});
});

const host = { holeGranularity: 4096n };

/** The share of queries with each kind of prediction. */
function shares(some: readonly Case[]): (kind: string) => number {
  const kinds = some.flatMap(({ recipe, queries }) =>
    queries.map(query => predict(recipe, query, '11.1', host).kind),
  );
  return kind => kinds.filter(other => other === kind).length / kinds.length;
}

test('passwords are mostly right, and often enough wrong or missing', () => {
  const share = shares(cases);
  expect(share('extents')).toBeGreaterThan(0.45);
  expect(share('refusal')).toBeGreaterThan(0.04);
});

test.each(['json-name', 'image-opts', 'no-backing'] as const)(
  'a wish for encryption and %s gives chains that open',
  form => {
    const both = new Set(['encryption', form] as const);
    const some = fc.sample(parityCase({ wish: both }), { numRuns: 60, seed: 1 });
    const share = shares(some);
    expect(share('extents')).toBeGreaterThan(2 * share('refusal'));
    const named = some.filter(({ recipe, queries }) =>
      queries.some(query => optionsOf(query, recipe).includes(form)),
    );
    expect(named.length).toBeGreaterThan(30);
  },
);
