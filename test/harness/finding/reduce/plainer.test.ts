import { describe, expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import { bareRecipe, plainerRecipes } from '../../../../src/harness/finding/reduce/plainer.ts';

const plainer = (line: string): string[] => [...plainerRecipes(parseRows([line]).recipe)].map(printChain);

describe('plainerRecipes', () => {
  test('offers one state for all subclusters, then plainer states for each run of them', () => {
    const cells = plainer('a qcow2 16k extl2 |[#{8}z{8}-{16}]|').map(text => text.split('|')[1]);
    expect(cells).toEqual(
      expect.arrayContaining(['.', '#', 'z', '-', '[#{16}-{16}]', '[#{8}z{24}]', '[#{8}z{8}#{16}]']),
    );
  });

  test('offers a layer without each of its attributes', () => {
    const from = 'a qcow2 16k extl2 zstd refbits=1 crypt=aes:a dirty corrupt lazy |.|';
    const texts = plainer(from);
    for (const word of ['extl2', 'zstd', 'refbits=1', 'crypt=aes:a', 'dirty', 'corrupt', 'lazy'])
      expect(texts).toContain(from.replace(`${word} `, ''));
  });

  test('offers dirty bitmaps with one less, without flags, with fewer or plainer bits', () => {
    const texts = plainer('a qcow2 64k |....|\n bitmap b 64k disabled in-use |0#~|\n bitmap c 64k |#|');
    for (const [b, c] of [
      ['b 64k in-use |0#~|', 'c 64k |#|'],
      ['b 64k disabled |0#~|', 'c 64k |#|'],
      ['b 64k disabled in-use |#~|', 'c 64k |#|'],
      ['b 64k disabled in-use |.#~|', 'c 64k |#|'],
      ['b 64k disabled in-use |0##|', 'c 64k |#|'],
    ])
      expect(texts).toContain(`a qcow2 64k |....|\n    bitmap ${b}\n    bitmap ${c}`);
    expect(texts).toContain('a qcow2 64k |....|\n    bitmap c 64k |#|');
  });

  test('cuts dirty bitmaps at the end of a layer that becomes shorter', () => {
    const texts = plainer('a qcow2 64k size=1M |.|\n bitmap b 64k |.#{9}|');
    expect(texts).toContain('a qcow2 64k |.|\n    bitmap b 64k |.|');
  });

  test('removes the host slots of a run with its host clusters', () => {
    const texts = plainer('a qcow2 16k extl2 |#[-#{31}]#|\n at 4 7 2');
    expect(texts).toContain('a qcow2 16k extl2 |#.#|\n    at 4 2');
  });
});

describe('bareRecipe', () => {
  const bare = (line: string): string[] => [...bareRecipe(parseRows([line]).recipe)].map(printChain);

  test('keeps names, clusters and sizes alone; then removes attributes that hardly change a map', () => {
    const from = 'a qcow2 64k size=100000 refbits=1 dirty |##|\n at 4 7\n ext 0x12345678 = 00';
    expect(bare(from)).toEqual(['a qcow2 64k size=100000 |##|', 'a qcow2 64k size=100000 |##|\n    at 4 7']);
  });

  test('offers nothing for a bare chain', () => {
    expect(bare('a qcow2 64k size=100000 |##|')).toEqual([]);
    expect(bare('a raw 64k |##|')).toEqual([]);
  });
});
