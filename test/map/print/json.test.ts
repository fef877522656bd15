import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latin1Of } from '../../../src/map/basics/bytes.ts';
import type { Chain } from '../../../src/map/chain/chain.ts';
import { dataBit } from '../../../src/map/kernel/bits.ts';
import type { ImageFormat } from '../../../src/map/node/image-format.ts';
import { printMap } from '../../../src/map/print/print-map.ts';
import { recorded } from '../../../src/map/profile/profile.ts';

const size = 2 ** 62;

/** A chain of one image that is data throughout, from the byte `offset` of its file on. */
function dataAt(offset: number): Chain {
  const image = {
    virtualSize: size,
    supportsBacking: false,
    attach: layer => ({
      find: () => layer.setRun({ start: 0, end: size, kind: dataBit, offset }),
      lookAhead: () => size,
    }),
  } as Partial<ImageFormat> as ImageFormat;
  return {
    name: 'data',
    layers: [image],
    isClosed: false,
    missedHoles: false,
    sayLast: () => {},
    close: () => {},
  };
}

/** Start, length and offset of the one extent that is printed for a window. */
function numbers(offset: number, start: bigint, length: bigint): bigint[] {
  let text = '';
  const output = { stdout: (chunk: Uint8Array) => (text += latin1Of(chunk)), stderr: () => {} };
  printMap(dataAt(offset), { start, length }, { format: 'json', profile: recorded['5.2'] }, output);
  const found =
    /^\[\{ "start": (\d+), "length": (\d+), "depth": 0, "zero": false, "data": true, "offset": (\d+)\}\]\n$/;
  return found.exec(text)!.slice(1).map(BigInt);
}

describe('printed numbers', () => {
  test.each([7, 10, 99, 100, 1000, 9999, 10_000, 65_536, 99_999_999, 100_000_000, 100_000_007])(
    '%d is exact',
    n => {
      expect(numbers(0, BigInt(n), BigInt(n))).toEqual([n, n, n].map(BigInt));
    },
  );

  test.each([10n ** 12n, 2n ** 53n - 1n, 2n ** 53n + 1n, 10n ** 16n, 4611686018427387393n])(
    '%d is exact',
    n => {
      expect(numbers(0, n, 1n)).toEqual([n, 1n, n]);
    },
  );

  test('any number below the size, and offsets that no double can hold, are printed exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, BigInt(size) - 1n), fc.bigInt(1n, BigInt(size)), (start, length) => {
        const longest = BigInt(size) - start;
        const expected = length < longest ? length : longest;
        expect(numbers(2 ** 61, start, length)).toEqual([start, expected, start + 2n ** 61n]);
      }),
    );
  });
});
