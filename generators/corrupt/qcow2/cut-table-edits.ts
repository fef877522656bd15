import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';
import type { Landmarks } from './landmarks.ts';

const sector = 512;

/** For a file that ends inside the header, a table or the LUKS header: a program reads a part of it, and zeros behind. */
export function cutTableEdits({ layout }: Landmarks): fc.Arbitrary<Edit[]> {
  const { clusterSize, refcounts, l1, l2, luks, snapshots } = layout;
  const mapping = [
    ...(l1.clusters > 0 ? [l1.offset] : []),
    ...l2.tables.slice(0, 4).map(({ offset }) => offset),
  ];
  const others = [
    0n,
    refcounts.table.offset,
    ...refcounts.blocks.slice(0, 1).map(({ offset }) => offset),
    ...(snapshots.clusters > 0 ? [snapshots.offset] : []),
    ...(luks.clusters > 0 ? [luks.offset] : []),
  ];
  const start = fc.oneof(
    { weight: mapping.length > 0 ? 3 : 0, arbitrary: fc.constantFrom(...mapping, 0n) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
  const anywhere = fc.integer({ min: 1, max: clusterSize - 1 });
  const early = fc.integer({ min: 1, max: sector / 2 });
  const sectors = fc
    .integer({ min: 1, max: Math.max(1, clusterSize / sector - 1) })
    .map(count => count * sector);
  return fc
    .tuple(start, fc.oneof(anywhere, early, sectors))
    .map(([offset, bytes]) => [{ field: 'length', value: offset + BigInt(bytes) }]);
}
