/**
 * The first host cluster of a gap of `length` clusters between the `taken` ones, which come in any order and may
 * repeat. Cluster 0 belongs to the header. A gap begins at a multiple of `step` clusters and has a multiple of `step`
 * clusters.
 */
export function firstGap(taken: readonly number[], length: number, step: number): number {
  const needed = Math.ceil(length / step) * step;
  let first = step;
  for (const cluster of Float64Array.from(taken).sort()) {
    if (cluster >= first + needed) break;
    first = Math.max(first, Math.floor(cluster / step + 1) * step);
  }
  return first;
}
