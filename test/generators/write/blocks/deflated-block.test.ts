import { inflateRawSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { deflatedBlock } from '../../../../generators/write/blocks/deflated-block.ts';

test('a stream is that of its text, its length and its kind, however many are known', () => {
  const content = (text: string, unit: number): Buffer => Buffer.alloc(unit, text);
  for (let round = 0; round < 2; round++) {
    expect(inflateSync(deflatedBlock('block 1 ', 4096, 'zlib'))).toEqual(content('block 1 ', 4096));
    expect(inflateSync(deflatedBlock('block 1 ', 512, 'zlib'))).toEqual(content('block 1 ', 512));
    expect(inflateSync(deflatedBlock('block 2 ', 512, 'zlib'))).toEqual(content('block 2 ', 512));
    expect(inflateRawSync(deflatedBlock('block 1 ', 512, 'bare'))).toEqual(content('block 1 ', 512));
  }
  for (let index = 0; index < 2100; index++) deflatedBlock(`block ${index} `, 512, 'zlib');
  expect(inflateSync(deflatedBlock('block 2099 ', 512, 'zlib'))).toEqual(content('block 2099 ', 512));
});
