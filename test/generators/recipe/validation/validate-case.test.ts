import { expect, test } from 'vitest';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';

const well: Case = {
  notes: ['one', ''],
  recipe: { layers: [{ format: 'raw', name: 'a', unit: 1, cells: [] }] },
  queries: [[], ['--output=json', 'a', '']],
};

test('a case has notes, a chain and queries', () => {
  expect(validateCase(well)).toEqual({ kind: 'well-formed' });
});

test.each<[string, Partial<Case>, object]>([
  ['a note is one line', { notes: ['one', 'two\nthree'] }, { in: 'notes', index: 1 }],
  ['an argument holds a NUL character', { queries: [['a'], ['a', '\0']] }, { in: 'queries', index: 1 }],
  ['a chain has at least one layer', { recipe: { layers: [] } }, { in: 'layers' }],
])('%s', (message, part, where) => {
  expect(validateCase({ ...well, ...part })).toEqual({ kind: 'ill-formed', message, where });
});
