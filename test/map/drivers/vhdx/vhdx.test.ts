import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { explain, openImage } from '../../../../src/map/index.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const mebibyte = 2n ** 20n;

test('an offset is explained by the entry of its block, whatever map tells of it', () => {
  writeRecipe(parseCase('a.vhdx vhdx 1M |.-0z#~!|\n').recipe, folder.path);
  using image = openImage('a.vhdx', { directory: folder.path });
  const layers = Array.from({ length: 7 }, (_, block) => explain(image, BigInt(block) * mebibyte + 5n)[0]!);
  expect(layers.map(({ answer }) => answer)).toEqual(Array(7).fill('data'));
  expect(layers.map(({ lookup }) => lookup!.state)).toEqual([
    'not present',
    'undefined',
    'zero',
    'unmapped',
    'fully present',
    'fully present',
    'partially present',
  ]);
  expect(layers[4]!.lookup).toMatchObject({
    unit: { name: 'block', index: 4n, bytes: 2 ** 20, byte: 5 },
    entries: [
      { table: 'BAT', index: 4, word: '0x0000000000600006', meaning: 'fully present, block at 0x600000' },
    ],
  });
});

test('an entry of a sector bitmap stands between those of blocks', () => {
  writeRecipe(parseCase('b.vhdx vhdx 256M |.{15}0.#|\n').recipe, folder.path);
  using image = openImage('b.vhdx', { directory: folder.path });
  const lookups = [15n, 16n, 17n].map(block => explain(image, block * 256n * mebibyte)[0]!.lookup!);
  expect(lookups.map(({ state, entries }) => [state, entries[0]!.index])).toEqual([
    ['zero', 15],
    ['not present', 17],
    ['fully present', 18],
  ]);
});

test('blocks with equal entries are counted, up to the entry of a sector bitmap', () => {
  writeRecipe(parseCase('c.vhdx vhdx 256M |.{20}0{3}##|\n').recipe, folder.path);
  using image = openImage('c.vhdx', { directory: folder.path });
  const equal = [0n, 15n, 16n, 19n, 20n, 23n].map(
    block => explain(image, block * 256n * mebibyte)[0]!.lookup!.equal,
  );
  expect(equal).toEqual([16, 1, 4, 1, 3, 1]);
});
