import * as fc from 'fast-check';
import type { Edit } from '../recipe/recipe.ts';

/** The most bytes by which a file grows: qemu reads the refcount of each of its clusters. */
const longest = 1n << 30n;
/** Where parts of a header end: its magic, version 2, the old and the new header of version 3, a sector. */
const headerEnds = [0n, 4n, 8n, 72n, 104n, 112n, 512n];

/**
 * For a file that is cut short, or extended by zeros: at the places given, exactly or off by a byte or a sector.
 * `places` and `length` are bytes of the file.
 */
export function lengthEdits(places: readonly bigint[], length: bigint): fc.Arbitrary<Edit[]> {
  const atPlace = fc
    .tuple(fc.constantFrom(...places, ...headerEnds), fc.constantFrom(0n, 0n, 1n, -1n, 8n, 512n, -512n))
    .map(([place, shift]) => (place + shift < 0n ? 0n : place + shift));
  const longer = fc.constantFrom(1n, 511n, 512n, 4096n, 1n << 20n, longest).map(more => length + more);
  return fc
    .oneof(
      { weight: 5, arbitrary: atPlace },
      { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: length }) },
      { weight: 1, arbitrary: longer },
    )
    .map(value => [{ field: 'length', value }]);
}
