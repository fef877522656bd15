import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chain } from '../../../src/map/chain/chain.ts';
import { dataBit } from '../../../src/map/kernel/bits.ts';
import type { ImageFormat } from '../../../src/map/node/image-format.ts';
import { printMap } from '../../../src/map/print/print-map.ts';
import { recorded } from '../../../src/map/profile/profile.ts';

const size = 2 ** 62;

/** An image that is data throughout, at `offset` of its file and behind. */
function dataAt(offset: number): Chain {
  const image = {
    virtualSize: size,
    sizeUsable: true,
    supportsBacking: false,
    attach: layer => ({
      find: () => layer.setRun({ start: 0, end: size, kind: dataBit, offset }),
      lookAhead: () => size,
    }),
  } as Partial<ImageFormat> as ImageFormat;
  return { name: 'data', layers: [image], close: () => {} };
}

/** Start, length and offset of the one extent that a window shows. */
function numbers(offset: number, start: bigint, length: bigint): bigint[] {
  let text = '';
  const output = { stdout: (chunk: Buffer) => (text += chunk.toString()), stderr: () => {} };
  printMap(dataAt(offset), { start, length }, 'json', recorded['5.2'], output);
  const found =
    /^\[\{ "start": (\d+), "length": (\d+), "depth": 0, "zero": false, "data": true, "offset": (\d+)\}\]\n$/;
  return found.exec(text)!.slice(1).map(BigInt);
}

describe('numbers', () => {
  test.each([7, 10, 99, 100, 1000, 9999, 10_000, 65_536, 99_999_999, 100_000_000, 100_000_007])('%d', n => {
    expect(numbers(0, BigInt(n), BigInt(n))).toEqual([n, n, n].map(BigInt));
  });

  test.each([10n ** 12n, 2n ** 53n - 1n, 2n ** 53n + 1n, 10n ** 16n, 4611686018427387393n])('%d', n => {
    expect(numbers(0, n, 1n)).toEqual([n, 1n, n]);
  });

  test('any below the size, and offsets that no double holds', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, BigInt(size) - 1n), fc.bigInt(1n, BigInt(size)), (start, length) => {
        const most = BigInt(size) - start;
        const shown = length < most ? length : most;
        expect(numbers(2 ** 61, start, length)).toEqual([start, shown, start + 2n ** 61n]);
      }),
    );
  });
});
