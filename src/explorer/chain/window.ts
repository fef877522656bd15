import type { Stretch } from '../../drawing/layer-cells.ts';

/** Windows of guest bytes begin and end with sectors. */
const sector = 512n;

/** A quarter of a window, around an offset that is in it, or else around its middle. */
export function narrower({ start, end }: Stretch, at: bigint | undefined): Stretch {
  const length = whole((end - start) / 4n);
  const middle = at !== undefined && start <= at && at < end ? at : (start + end) / 2n;
  return clamped(middle - length / 2n, length, { start, end });
}

/** Four times a window, as far as the chain goes. */
export function wider({ start, end }: Stretch, size: bigint): Stretch {
  const length = (end - start) * 4n;
  return clamped((start + end) / 2n - length / 2n, length, { start: 0n, end: size });
}

/** The window before or behind, which has half of this one in it. */
export function moved({ start, end }: Stretch, direction: 1n | -1n, size: bigint): Stretch {
  const length = end - start;
  return clamped(start + (direction * length) / 2n, length, { start: 0n, end: size });
}

/** The window of the same length that begins at an offset, or earlier if the chain ends too soon. */
export function beginningAt(start: bigint, window: Stretch, size: bigint): Stretch {
  return clamped(start, window.end - window.start, { start: 0n, end: size });
}

function clamped(start: bigint, length: bigint, { start: first, end: last }: Stretch): Stretch {
  const from = start + length > last ? last - length : start;
  const begin = (from < first ? first : from) / sector;
  const end = begin * sector + length;
  return { start: begin * sector, end: end > last ? last : end };
}

function whole(length: bigint): bigint {
  const sectors = length / sector;
  return (sectors === 0n ? 1n : sectors) * sector;
}
