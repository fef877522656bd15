import { expect, test } from 'vitest';
import { traits } from '../../../../generators/wish/wish.ts';
import { alike } from '../../../../src/cli/options/arguments/alike.ts';

test.each([
  ['a letter left out', 'damge', ['damage']],
  ['a letter too many', 'extll2', ['extl2']],
  ['another letter', 'vmdc', ['vmdk']],
  ['two letters exchanged', 'rwa', ['raw']],
  ['a capital', 'ZSTD', ['zstd']],
  ['an ending that is wrong', 'compression', ['compressed']],
  [
    'several names that begin so',
    'damagelen',
    ['damage', 'damage-header', 'damage-tables', 'damage-bytes', 'damage-length'],
  ],
  ['no word like any', 'nonsense', []],
  ['too few letters', 'x2', []],
])('%s: "%s" may mean %j', (_what, word, names) => {
  expect(alike(word, traits)).toEqual(names);
});
