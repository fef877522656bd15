import * as fc from 'fast-check';
import type { Edit } from '../recipe/recipe.ts';

/** Noise hits this many bytes from the start of a table on. */
const reach = 256;

function bytes(maxLength: number): fc.Arbitrary<string> {
  const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 0x80, 0xff));
  return fc
    .array(byte, { minLength: 1, maxLength, size: 'max' })
    .map(values => Buffer.from(values).toString('hex'));
}

/**
 * For plain noise: one to four stretches of random bytes, up to 16 long, in the first bytes after `places` of the
 * file.
 */
export function noiseEdits(places: readonly bigint[]): fc.Arbitrary<Edit[]> {
  const at = fc
    .tuple(fc.constantFrom(0n, ...places), fc.integer({ min: 0, max: reach - 1 }))
    .map(([place, offset]) => place + BigInt(offset));
  const stretch = fc.record({ field: fc.constant('byte' as const), at, bytes: bytes(16) });
  return fc.array(stretch, { minLength: 1, maxLength: 4, size: 'max' });
}
