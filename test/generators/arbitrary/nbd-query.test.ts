import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuicklyServed, nbdContext } from '../../../generators/arbitrary/nbd-query.ts';
import { query } from '../../../generators/arbitrary/query.ts';
import type { Recipe } from '../../../generators/recipe/recipe.ts';

const small: Recipe = { layers: [{ format: 'raw', name: 'a.raw', unit: 512, cells: [] }] };
const huge: Recipe = { layers: [{ ...small.layers[0]!, size: (1n << 40n) + 1n }] };

const requestsContext = (words: readonly string[]) => words.some(word => word.startsWith('--context'));

test('names a context, joined to its option or after it', () => {
  const samples = fc.sample(nbdContext, { numRuns: 200, seed: 1 }).map(words => words.join(' '));
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
