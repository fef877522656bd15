import * as fc from 'fast-check';
import type { HeaderExtension } from '../recipe/recipe.ts';

/** Feature names, which only messages about unknown features use, and the name of a data file that isn't in use. */
const known = [0x6803f857, 0x44415441];

/** Programs skip the extensions they don't know; these types mean nothing to any. */
const unknown = [0x00000001, 0x12345678, 0xfffffffe];

/** For one or two header extensions that no program may mind, short enough to fit 512-byte clusters beside a name. */
export function headerExtensions(): fc.Arbitrary<HeaderExtension[]> {
  const data = fc
    .array(fc.integer({ min: 0, max: 255 }), { maxLength: 24, size: 'max' })
    .map(bytes => Buffer.from(bytes).toString('hex'));
  const extension = fc.record({ type: fc.constantFrom(...known, ...unknown), data });
  return fc.array(extension, { minLength: 1, maxLength: 2, size: 'max' });
}
