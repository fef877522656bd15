import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeText } from '../../../../generators/arbitrary/query/size-text.ts';

/** The value that the size parsers of qemu 5.2 to 11.1 all read. */
function bytesOf(text: string): number {
  const [, number = '', suffix = ''] = /^ ?\+?(0[xX][0-9a-f]+|[\d.]+)([a-zA-Z]?)$/.exec(text) ?? [];
  return Number(number) * 1024 ** Math.max(0, 'bkmgt'.indexOf(suffix.toLowerCase()));
}

test('every spelling stands for its bytes', () => {
  const bytes = fc.oneof(
    fc.bigInt({ min: 0n, max: 1n << 41n }),
    fc
      .tuple(fc.bigInt({ min: 0n, max: 64n }), fc.constantFrom(9n, 10n, 19n, 20n, 30n, 40n))
      .map(([a, b]) => a << b),
  );
  const drawn = bytes.chain(given => fc.tuple(fc.constant(given), sizeText(given)));
  fc.assert(
    fc.property(drawn, ([given, text]) => {
      expect(bytesOf(text)).toBe(Number(given));
    }),
    { numRuns: 1000 },
  );
});

test('half of a suffix is written as .5', () => {
  expect(fc.sample(sizeText(1536n), { seed: 1, numRuns: 100 })).toContain('1.5k');
});
