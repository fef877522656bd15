import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parityCase } from '../../../generators/arbitrary/parity-case.ts';
import { predict } from '../../../generators/model/predict.ts';
import { validateCase } from '../../../generators/recipe/validation/validate-case.ts';
import { inWrittenFolder } from '../write/written.ts';

const wish = new Set(['encryption', 'secret'] as const);
const cases = fc.sample(parityCase({ wish }), { numRuns: 150, seed: 1 });

test('every case is well-formed, and can be written', () => {
  for (const value of cases) expect(validateCase(value)).toEqual({ kind: 'well-formed' });
  for (const { recipe } of cases.slice(0, 40)) inWrittenFolder(recipe, () => {});
});

test('passwords are right mostly, and wrong or missing often enough', () => {
  const reasons = cases.flatMap(({ recipe, queries }) =>
    queries.map(query => {
      const prediction = predict(recipe, query, '11.1', { holeGranularity: 4096n });
      return prediction.kind === 'abstains' ? prediction.reason.replace(/^.*: /, '') : prediction.kind;
    }),
  );
  const share = (reason: string): number => reasons.filter(other => other === reason).length / reasons.length;
  expect(share('extents')).toBeGreaterThan(0.4);
  for (const reason of ['the password is another', 'it is encrypted, and no password is given']) {
    expect(share(reason)).toBeGreaterThan(0.02);
  }
});
