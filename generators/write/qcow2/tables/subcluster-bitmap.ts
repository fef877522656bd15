import type { MixedCell, SubclusterState, UniformCell } from '../../../recipe/recipe.ts';

/** Subclusters of a cluster, with extended L2 entries. */
const subclusters = 32n;

/** The two bits of each state: `allocated`, and `zero` for subclusters that read as zeros. */
const bitsOf: Readonly<Record<SubclusterState, { readonly allocated: bigint; readonly zero: bigint }>> = {
  unallocated: { allocated: 0n, zero: 0n },
  reserved: { allocated: 0n, zero: 0n },
  'zero-plain': { allocated: 0n, zero: 1n },
  'zero-allocated': { allocated: 0n, zero: 1n },
  data: { allocated: 1n, zero: 0n },
  'data-hole': { allocated: 1n, zero: 0n },
  illegal: { allocated: 1n, zero: 1n },
};

/**
 * The bitmap of an extended L2 entry. The low half has a bit for each allocated subcluster, the high half one for each
 * that reads as zeros (section "Extended L2 Entries" of the specification docs/interop/qcow2). It is 0 for compressed
 * clusters.
 */
export function subclusterBitmap(cell: UniformCell | MixedCell): bigint {
  if (cell.state === 'compressed') return 0n;
  const runs =
    cell.state === 'mixed' ? cell.subclusters : [{ state: cell.state, count: Number(subclusters) }];
  let bitmap = 0n;
  let first = 0n;
  for (const { state, count } of runs) {
    const ones = ((1n << BigInt(count)) - 1n) << first;
    const { allocated, zero } = bitsOf[state];
    bitmap |= (ones * allocated) | ((ones * zero) << subclusters);
    first += BigInt(count);
  }
  return bitmap;
}
