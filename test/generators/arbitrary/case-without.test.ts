import { expect, test } from 'vitest';
import { caseWithout } from '../../../generators/arbitrary/case-without.ts';
import { validateCase } from '../../../generators/recipe/validation/validate-case.ts';
import type { Trait } from '../../../generators/wish/wish.ts';
import { withoutTraits } from '../../../generators/wish/without-traits.ts';
import { campaignCase } from '../../../src/harness/runs/workers/case/campaign-case.ts';

/** What a small reader of qcow2 lacks. */
const without: readonly Trait[] = [
  ...(['compressed', 'extl2', 'damage', 'encryption', 'data-file', 'zstd'] as const),
  ...(['vmdk', 'vdi', 'vpc', 'vhdx', 'qed', 'qcow', 'parallels'] as const),
];

const indexes = Array.from({ length: 120 }, (_, index) => index);

test('what a run leaves out is in no case, and nearly each number has a case', () => {
  const kept = indexes.flatMap(index => caseWithout(1, index, without) ?? []);
  expect(kept.filter(value => withoutTraits(value, without) === undefined)).toEqual([]);
  expect(kept.filter(value => validateCase(value).kind === 'ill-formed')).toEqual([]);
  expect(kept.length).toBeGreaterThan(0.9 * indexes.length);
  expect(caseWithout(1, 7, without)).toEqual(caseWithout(1, 7, without));
});

test('a case that has none of it stays as it is; another says that it was drawn anew', () => {
  const usual = indexes.map(index => campaignCase(1, index));
  const drawn = indexes.map(index => campaignCase(1, index, [], without));
  const same = indexes.filter(index => withoutTraits(usual[index]!.value, without) !== undefined);
  expect(same.length).toBeGreaterThan(5);
  for (const index of same) expect(drawn[index]).toEqual(usual[index]);
  const anew = drawn.filter(({ origin }) => /^seed 1, drawn anew, case \d+$/.test(origin));
  expect(anew.length).toBeGreaterThan(0.8 * (indexes.length - same.length));
});
