/**
 * The first host cluster of a gap of `length` clusters between those that are `taken`, which may come in any order and
 * twice; cluster 0 is the header's. Gaps begin at multiples of `step` clusters and are as long as whole ones of these.
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
