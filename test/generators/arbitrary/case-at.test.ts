import { describe, expect, test } from 'vitest';
import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import { type ChainFeature, chainFeatures } from '../../../generators/coverage/chain-features.ts';
import { kindFeaturesOf } from '../../../generators/coverage/kind-features.ts';
import { optionsOf } from '../../../generators/coverage/query-options.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../generators/recipe/validation/validate-case.ts';
import { type Trait, traits } from '../../../generators/wish/wish.ts';

const traitsOf = ({ recipe, queries }: Case): Trait[] => [
  ...(Object.keys(chainFeatures) as ChainFeature[]).filter(feature => chainFeatures[feature](recipe)),
  ...kindFeaturesOf(recipe),
  ...queries.flatMap(query => optionsOf(query, recipe)),
];

const pictures = (seed: number, indexes: readonly number[]): string[] =>
  indexes.map(index => printCase(caseAt(seed, index)));

test('a case depends on nothing but its seed and index', () => {
  const forwards = pictures(7, [0, 1, 2, 3, 4]);
  expect(pictures(7, [4, 3, 2, 1, 0])).toEqual(forwards.toReversed());
  expect(pictures(7, [3])).toEqual([forwards[3]]);
});

describe('with traits', () => {
  test.each(traits)('each case has %s', trait => {
    for (let index = 0; index < 4; index++) {
      const value = caseAt(3, index, [trait]);
      expect(validateCase(value)).toEqual({ kind: 'well-formed' });
      expect(traitsOf(value)).toContain(trait);
    }
  });

  test('several traits: each case has them all, options in one query, the same every time', () => {
    const wanted = ['damage-header', 'encryption', 'human', 'start'] as const;
    const value = caseAt(3, 0, wanted);
    expect(traitsOf(value)).toEqual(expect.arrayContaining([...wanted]));
    expect(caseAt(3, 0, wanted)).toEqual(value);
  });

  test.each([[['json', 'human']], [['raw', 'vmdk-seSparse']], [['vdi', 'vpc']]] as const)(
    'traits that no case can have together are refused: %s',
    wanted => {
      expect(() => caseAt(3, 0, wanted)).toThrow(`no case has all of ${wanted.join(', ')}`);
    },
  );
});

test('neighbouring seeds and indexes, large ones too, give different cases', () => {
  const numbers = [0, 1, 2, -1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
  const all = numbers.flatMap(seed => pictures(seed, numbers));
  // Small cases coincide now and then. If the state ignored one of the numbers, the set would have half the size.
  expect(new Set(all).size).toBeGreaterThan(all.length * 0.9);
});

test.each([
  [0.5, 0],
  [0, 2 ** 53],
  [Number.NaN, 0],
])('seed %d, index %d is refused', (seed, index) => {
  expect(() => caseAt(seed, index)).toThrow(RangeError);
});
