import * as fc from 'fast-check';

/** For the widths of a refcount, in bits, except the usual 16 (version 3). */
export function refcountBits(): fc.Arbitrary<number> {
  return fc.constantFrom(1, 2, 4, 8, 32, 64);
}
