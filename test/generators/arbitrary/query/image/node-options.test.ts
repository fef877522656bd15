import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeOptions } from '../../../../../generators/arbitrary/query/image/node-options.ts';
import type { Recipe } from '../../../../../generators/recipe/recipe.ts';

const recipe: Recipe = {
  layers: [
    { format: 'raw', name: 'base', unit: 4096, cells: [{ state: 'data', count: 2 }] },
    { format: 'qcow2', version: 3, name: 'top', unit: 65536, cells: [{ state: 'data', count: 2 }] },
  ],
};

const texts = (index: number): string[] =>
  fc.sample(nodeOptions(recipe, index), { seed: 1, numRuns: 500 }).map(node => JSON.stringify(node));

test.each([
  ['the file itself', /"filename":"top"/],
  ['raw below the format', /^\{"driver":"qcow2".*"file":\{"driver":"raw"/],
  ['raw above the format', /^\{"driver":"raw","file":\{"driver":"qcow2"/],
  ['compress', /^\{"driver":"compress"/],
  ['preallocate', /"driver":"preallocate"/],
  ['blkdebug', /"driver":"blkdebug","image"/],
  ['a backing file opened likewise', /"backing":\{.*"filename":"base"/],
  ['no backing file', /"backing":null/],
  ['sizes of caches', /"l2-cache-entry-size":512/],
  ['a wrong value', /"read-only":"maybe"/],
  ['an unknown option', /"unheard"/],
])('a qcow2 layer gets %s', (_, pattern) => {
  expect(texts(1).some(text => pattern.test(text))).toBe(true);
});

test.each([
  ['an offset alone', /"offset":\d+,"file"/],
  ['a size alone', /"driver":"raw","size"/],
  ['both', /"offset":"?\d+"?,"size":\d+/],
])('a raw layer gets %s', (_, pattern) => {
  expect(texts(0).some(text => pattern.test(text))).toBe(true);
});

test('an offset without a size is a whole number of sectors: at others qemu-img aborts', () => {
  for (const text of texts(0)) {
    const [, offset] = /"offset":"?(\d+)"?,"file"/.exec(text) ?? [];
    expect(Number(offset ?? 0) % 512).toBe(0);
  }
});
