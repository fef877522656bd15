import { type Difference, differenceOfExtents } from '../answers/difference.ts';
import { merged } from '../answers/extents/extent-list.ts';
import type { ReadExtent } from '../answers/extents/read-extent.ts';
import type { Outcome } from '../answers/outcome.ts';
import { differenceOfEnds } from '../answers/outcome-difference.ts';
import { parseStdout } from '../answers/parse-stdout.ts';
import type { SubjectAnswer, SubjectFormat } from '../parties/subject/subject.ts';

type Fields = SubjectFormat['fields'];

/**
 * The first difference of a subject's map, read by an adapter (left), and a qemu-img's (right), as far as the subject's
 * format and that version's can both say. Where both refuse, how they word it and their exit status don't count.
 */
export function differenceOfAdapted(
  subject: Extract<SubjectAnswer, { kind: 'adapted' }>,
  oracle: Outcome,
): Difference | undefined {
  const [ours, theirs] = [subject.outcome.end, oracle.end].map(end => {
    if (end.kind !== 'exit') return end.kind;
    return end.status === 0 ? 'maps' : 'refuses';
  });
  if (ours !== theirs) return differenceOfEnds(subject.outcome, oracle);
  if (ours !== 'maps') return undefined;
  const reading = parseStdout(oracle);
  if (reading.kind !== 'extents') return { kind: 'text' };
  const { borders } = subject.format;
  const fields = subject.format.fields.filter(field =>
    reading.extents.some(extent => extent[field] !== undefined),
  );
  const [left, right] = [subject.extents, reading.extents].map(extents => seenBy(fields, extents));
  return differenceOfExtents(borders === 'any' ? merged(left!) : left!, merged(right!));
}

/**
 * The extents with these fields alone. An image without bytes is printed as an empty extent by some, and not at all by
 * others.
 */
function seenBy(fields: Fields, extents: readonly ReadExtent[]): ReadExtent[] {
  return extents
    .filter(({ length }) => length > 0n)
    .map(extent => {
      const { start, length } = extent;
      return { start, length, ...Object.fromEntries(fields.map(field => [field, extent[field]])) };
    });
}
