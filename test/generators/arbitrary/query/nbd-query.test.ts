import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parityCase } from '../../../../generators/arbitrary/parity-case.ts';
import { isQuicklyServed, nbdContext } from '../../../../generators/arbitrary/query/nbd-query.ts';
import { query } from '../../../../generators/arbitrary/query/query.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { plainQuery } from '../../../../generators/wish/wish.ts';

const small: Recipe = { layers: [{ format: 'raw', name: 'a.raw', unit: 512, cells: [] }] };
const huge: Recipe = { layers: [{ ...small.layers[0]!, size: (1n << 40n) + 1n }] };

const requestsContext = (words: readonly string[]) => words.some(word => word.startsWith('--context'));

test('names a context, joined to its option or after it', () => {
  const allocation = nbdContext(small, new Set(['without dirty-bitmap'] as const));
  const samples = fc.sample(allocation, { numRuns: 200, seed: 1 }).map(words => words.join(' '));
  expect(new Set(samples)).toEqual(
    new Set(
      ['base:allocation', 'qemu:allocation-depth'].flatMap(context =>
        ['--context=', '--context '].flatMap(option =>
          ['', ' --output=json'].map(output => option + context + output),
        ),
      ),
    ),
  );
});

test('both contexts are requested of the same chain where a context should be seen', () => {
  const wish = new Set([plainQuery, 'nbd-context'] as const);
  const all = fc.sample(parityCase({ wish }), { numRuns: 50, seed: 1 }).map(({ queries }) => queries);
  const contexts = (queries: readonly Query[]): string[] =>
    queries.flatMap(words => /base:allocation|qemu:allocation-depth/.exec(words.join(' '))?.[0] ?? []);
  const asked = all.filter(queries => contexts(queries).length > 0);
  expect(asked.length).toBeGreaterThan(30);
  for (const queries of asked) expect(new Set(contexts(queries)).size).toBe(2);
});

test('names dirty bitmaps that layers of the chain have, and some that none has', () => {
  const { recipe } = parseCase(
    'a.qcow2 qcow2 64k |#|\n    bitmap low 64k |#|\nb.qcow2 qcow2 64k |.|\n    bitmap high 64k |.|',
  );
  const wish = new Set(['dirty-bitmap'] as const);
  const samples = fc.sample(query(recipe, wish), { numRuns: 300, seed: 1 }).map(words => words.join(' '));
  const asked = samples.flatMap(words => /dirty-bitmap:(\w*)/.exec(words)?.[1] ?? []);
  const share = (name: string): number => asked.filter(other => other === name).length / samples.length;
  for (const name of ['low', 'high']) expect(share(name)).toBeGreaterThan(0.3);
  expect(share('low') + share('high')).toBeLessThan(0.99);
});

test('is one query in forty, and never in a window', () => {
  const samples = fc.sample(query(small), { numRuns: 4000, seed: 1 }).filter(requestsContext);
  expect(samples.length).toBeGreaterThan(60);
  expect(samples.length).toBeLessThan(140);
  expect(samples.filter(words => words.some(word => /^(-[sl]|--(start|max))/.test(word)))).toEqual([]);
});

test('is never drawn for images that nbdinfo would query in thousands of parts', () => {
  expect([isQuicklyServed(small), isQuicklyServed(huge)]).toEqual([true, false]);
  expect(fc.sample(query(huge), { numRuns: 1000, seed: 1 }).filter(requestsContext)).toEqual([]);
});
