import { badMap, type LocatedExtent, type PastedMap } from './pasted-map.ts';

/** Bytes. File sizes are signed 64-bit numbers everywhere in qemu. */
const sizeLimit = 2n ** 63n;
/** The deepest depth accepted: far above real chains, and each layer would be a file to write. */
const deepest = 1000;

/**
 * Checks that the extents can be one map: each begins where the last one ends (a table may have gaps), all have the same
 * keys, and each is one that some image gives.
 *
 * @throws HarnessError `bad-map`, naming the line.
 */
export function checkExtents({ source, output, extents }: PastedMap): void {
  const [first] = extents;
  for (const [index, extent] of extents.entries()) {
    const before = extents[index - 1];
    const fault =
      rangeFault(extent, extents.length) ??
      (before === undefined ? undefined : placeFault(before, extent, output)) ??
      (output === 'json' ? (flagFault(extent) ?? keyFault(first!, extent)) : undefined);
    if (fault !== undefined) throw badMap(source, extent.line, fault);
  }
}

function rangeFault(
  { start, length, depth = 0, offset = 0n }: LocatedExtent,
  count: number,
): string | undefined {
  if (depth === -1) return 'depth is -1, as in a patch that qemu never took: no qemu-img prints it';
  const negative = Object.entries({ start, length, depth, offset }).find(([, value]) => value < 0);
  if (negative !== undefined) return `${negative.join(' is ')}, below 0`;
  if (length === 0n && count > 1) return 'an entry of no bytes';
  if (start + length > sizeLimit || offset > sizeLimit) return 'a number is above 2^63';
  if (depth > deepest) return `a chain of ${depth} layers`;
  return undefined;
}

function placeFault(
  before: LocatedExtent,
  { start }: LocatedExtent,
  output: PastedMap['output'],
): string | undefined {
  const end = before.start + before.length;
  if (start === end || (start > end && output === 'human')) return undefined;
  if (start > end) return `bytes ${end} to ${start} are missing before this entry`;
  const where = `it begins at ${start}, the one of line ${before.line} `;
  return start < before.start
    ? `out of order: ${where}begins at ${before.start}`
    : `overlap: ${where}ends at ${end}`;
}

function flagFault({ length, present, zero, data, compressed, offset }: LocatedExtent): string | undefined {
  if (!zero && !data && length > 0n)
    return 'neither zero nor data: the map of a dirty bitmap (x-dirty-bitmap) or of raw over an overlay, not of a chain';
  if (data && present === false) return 'data that is not present';
  if (compressed && (!data || zero || offset !== undefined)) return 'compressed, yet zero or with an offset';
  return undefined;
}

function keyFault(first: LocatedExtent, extent: LocatedExtent): string | undefined {
  for (const key of ['present', 'compressed'] as const) {
    if ((first[key] === undefined) === (extent[key] === undefined)) continue;
    const [has, lacks] = first[key] === undefined ? [extent, first] : [first, extent];
    return `line ${has.line} has ${key}, line ${lacks.line} has not: maps of two versions`;
  }
  return undefined;
}
