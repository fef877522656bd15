import type { ModelExtent } from './extent.ts';
import type { Band, View } from './view.ts';

/**
 * Cuts the guest bytes from `start` to `end` wherever a layer changes or ends, and decides every piece. `views` has the top
 * layer first; `end` is at most its length.
 */
export function cutAndDecide(views: readonly View[], start: bigint, end: bigint): ModelExtent[] {
  const borders = views.flatMap(({ length, bands }) => [
    length,
    ...bands.flatMap(band => [band.start, band.end]),
  ]);
  const within = borders.filter(border => border > start && border < end);
  const cuts = [...new Set([start, ...within, end])].sort((a, b) => (a < b ? -1 : 1));
  return cuts.slice(1).map((next, index) => decide(views, cuts[index]!, next));
}

/** Looks down the column from the top for the first layer that says something of the piece. */
function decide(views: readonly View[], start: bigint, end: bigint): ModelExtent {
  const piece = { start, length: end - start };
  for (const [depth, view] of views.entries()) {
    const band = bandAt(view.bands, start);
    if (band !== undefined) return { ...piece, depth, ...answer(band, view, start) };
    const deeper = views[depth + 1];
    if (deeper === undefined || start >= deeper.length) return { ...piece, depth, ...synthesisedZero };
  }
  throw new RangeError('a chain has at least one layer');
}

/** Nothing is there and nothing lies below: it reads as zeros, yet no layer says so. */
const synthesisedZero = { present: false, zero: true, data: false, compressed: false };

function answer(
  { state, start, offset }: Band,
  view: View,
  at: bigint,
): Omit<ModelExtent, 'start' | 'length' | 'depth'> {
  const flags = {
    present: true,
    zero: state === 'zero',
    data: state !== 'zero',
    compressed: state === 'compressed',
  };
  return offset === undefined ? flags : { ...flags, offset: offset + (at - start), file: view.file };
}

/** The band that holds byte `at`; bands are sorted and don't overlap. */
function bandAt(bands: readonly Band[], at: bigint): Band | undefined {
  let low = 0;
  let high = bands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bands[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  const band = bands[low];
  return band !== undefined && band.start <= at ? band : undefined;
}
