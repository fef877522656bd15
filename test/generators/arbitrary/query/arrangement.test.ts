import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangement } from '../../../../generators/arbitrary/query/arrangement.ts';
import type { Query } from '../../../../generators/recipe/recipe.ts';

const given = (options: Query[]): Set<string> =>
  new Set(fc.sample(arrangement(options, 'a'), { seed: 1, numRuns: 500 }).map(words => words.join(' ')));

test('the operand comes last, first, between options, or behind --, never between an option and its value', () => {
  expect(given([['-s', '1'], ['--image-opts']])).toEqual(
    new Set(['-s 1 --image-opts a', 'a -s 1 --image-opts', '-s 1 a --image-opts', '-s 1 --image-opts -- a']),
  );
});

test.each<[Query[], string]>([
  [[['-U'], ['-s', '1']], '-Us 1 a'],
  [[['-s1'], ['-U']], '-Us1 a'],
  [[['--output=json'], ['-U'], ['-f', 'raw'], ['-l', '2']], '--output=json -Uf raw -l 2 a'],
])('-U goes into one word with a short option: %j', (options, line) => {
  expect(given(options)).toContain(line);
});
