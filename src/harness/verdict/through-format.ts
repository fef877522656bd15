import type { ReadExtent } from '../map-text/extent.ts';
import type { Outcome } from '../oracle/outcome.ts';
import { readMap } from '../oracle/reading.ts';
import type { SubjectAnswer, SubjectFormat } from '../subject/subject.ts';
import { differenceOfEnds } from './compare.ts';
import { type Difference, differenceOfExtents } from './difference.ts';

type Fields = SubjectFormat['fields'];

/**
 * The first difference of a subject's map, read by an adapter (left), and a qemu-img's (right), as far as the subject's
 * format and that version's can both say. Where both refuse, how they word it and their exit status don't count.
 */
export function differenceThroughFormat(
  subject: Extract<SubjectAnswer, { kind: 'reading' }>,
  oracle: Outcome,
): Difference | undefined {
  const [ours, theirs] = [subject.outcome.end, oracle.end].map(end => {
    if (end.kind !== 'exit') return end.kind;
    return end.status === 0 ? 'maps' : 'refuses';
  });
  if (ours !== theirs) return differenceOfEnds(subject.outcome, oracle);
  if (ours !== 'maps') return undefined;
  const reading = readMap(oracle);
  if (reading.kind !== 'extents') return { kind: 'text' };
  const { borders } = subject.format;
  const fields = subject.format.fields.filter(field =>
    reading.extents.some(extent => extent[field] !== undefined),
  );
  const left = subject.extents.map(extent => only(fields, extent));
  const right = joined(reading.extents.map(extent => only(fields, extent)));
  return differenceOfExtents(borders === 'any' ? joined(left) : left.filter(isNotEmpty), right);
}

/** An extent with these fields alone. */
function only(fields: Fields, extent: ReadExtent): ReadExtent {
  const { start, length } = extent;
  return { start, length, ...Object.fromEntries(fields.map(field => [field, extent[field]])) };
}

/** An image without bytes is printed as an empty extent by some, and not at all by others. */
function isNotEmpty({ length }: ReadExtent): boolean {
  return length > 0n;
}

/** Neighbours that differ in no field made one. */
function joined(extents: readonly ReadExtent[]): ReadExtent[] {
  const result: ReadExtent[] = [];
  for (const extent of extents.filter(isNotEmpty)) {
    const last = result.at(-1);
    if (last !== undefined && continues(last, extent))
      result[result.length - 1] = { ...last, length: last.length + extent.length };
    else result.push(extent);
  }
  return result;
}

function continues(last: ReadExtent, next: ReadExtent): boolean {
  const offset = last.offset === undefined ? undefined : last.offset + last.length;
  return (
    last.start + last.length === next.start &&
    next.offset === offset &&
    (['depth', 'present', 'zero', 'data', 'compressed'] as const).every(field => last[field] === next[field])
  );
}
