import type { ReadExtent } from './read-extent.ts';

/** The extents inside a window of guest bytes, cut at its edges. */
export function clipped(extents: readonly ReadExtent[], from: bigint, to: bigint): ReadExtent[] {
  return extents.flatMap(extent => {
    const start = extent.start > from ? extent.start : from;
    const end = endOf([extent]) < to ? endOf([extent]) : to;
    return end <= start ? [] : [{ ...extent, start, length: end - start, offset: offsetAt(extent, start) }];
  });
}

/** The end of the last extent: a guest offset in bytes, 0 for an empty list. */
export function endOf(extents: readonly ReadExtent[]): bigint {
  const last = extents.at(-1);
  return last === undefined ? 0n : last.start + last.length;
}

/** The extent that covers a guest byte. */
export function extentAt(extents: readonly ReadExtent[], at: bigint): ReadExtent | undefined {
  return extents.find(({ start, length }) => start <= at && at < start + length);
}

/** The host offset of a guest byte inside an extent; undefined when the extent has none. */
export function offsetAt({ start, offset }: ReadExtent, at: bigint): bigint | undefined {
  return offset === undefined ? undefined : offset + (at - start);
}

/** The extent with its host offset replaced by its start: two results are equal when both or neither had an offset. */
export function withoutHostOffset(extent: ReadExtent): ReadExtent {
  return { ...extent, offset: extent.offset === undefined ? undefined : extent.start };
}

/** Merges neighbours with equal fields and contiguous host offsets, as map does before it prints. */
export function merged(extents: readonly ReadExtent[]): ReadExtent[] {
  const all: ReadExtent[] = [];
  for (const extent of extents) {
    const last = all.at(-1);
    if (last !== undefined && goesOn(last, extent))
      all[all.length - 1] = { ...last, length: last.length + extent.length };
    else all.push(extent);
  }
  return all;
}

function goesOn(last: ReadExtent, next: ReadExtent): boolean {
  return (
    endOf([last]) === next.start &&
    (['depth', 'present', 'zero', 'data', 'compressed'] as const).every(name => last[name] === next[name]) &&
    offsetAt(last, next.start) === next.offset
  );
}
