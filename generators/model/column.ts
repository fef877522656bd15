import type { Band } from './band.ts';
import type { ModelExtent } from './extent.ts';
import type { View } from './view.ts';

/** The answer of a column from one cut to the next. `trouble` marks an answer that isn't sure. */
export interface Piece extends ModelExtent {
  readonly trouble?: 'doubtful' | 'illegal';
}

/**
 * Cuts the guest bytes from `start` to `end` wherever a layer changes or ends, and decides every piece. `views` has the top
 * layer first. `end` is at most the length of the top layer.
 */
export function cutAndDecide(views: readonly View[], start: bigint, end: bigint): Piece[] {
  const borders = views.flatMap(({ length, bands }) => [
    length,
    ...bands.flatMap(band => [band.start, band.end]),
  ]);
  const within = borders.filter(border => border > start && border < end);
  const cuts = [...new Set([start, ...within, end])].sort((a, b) => (a < b ? -1 : 1));
  return cuts.slice(1).map((next, index) => decide(views, cuts[index]!, next));
}

/** The first layer from the top that doesn't leave the piece open decides it. */
function decide(views: readonly View[], start: bigint, end: bigint): Piece {
  const piece = { start, length: end - start };
  for (const [depth, view] of views.entries()) {
    const band = bandAt(view.bands, start);
    const place = band === undefined ? {} : placeIn(view, band, start);
    if (band !== undefined && band.state !== 'reserved')
      return { ...piece, depth, ...flags[band.state], ...place };
    const deeper = views[depth + 1];
    if (deeper === undefined || start >= deeper.length)
      return { ...piece, depth, ...flags.synthesisedZero, ...place };
  }
  throw new RangeError('a chain has at least one layer');
}

const data = { present: true, zero: false, data: true, compressed: false };

const flags = {
  zero: { present: true, zero: true, data: false, compressed: false },
  data,
  hollow: { ...data, zero: true },
  doubtful: { ...data, trouble: 'doubtful' },
  illegal: { ...data, trouble: 'illegal' },
  compressed: { present: true, zero: false, data: true, compressed: true },
  /** No layer allocates the bytes, so they read as zeros. */
  synthesisedZero: { present: false, zero: true, data: false, compressed: false },
} as const;

/** The host offset of byte `at` and its file, if the band has an offset. */
function placeIn(
  view: View,
  { start, offset, file = view.file }: Band,
  at: bigint,
): Pick<ModelExtent, 'offset' | 'file'> {
  return offset === undefined ? {} : { offset: offset + (at - start), file };
}

/** The band with byte `at`. Bands are sorted and don't overlap. */
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
