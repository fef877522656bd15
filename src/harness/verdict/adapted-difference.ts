import { type Difference, differenceOfExtents } from '../answers/difference.ts';
import { merged } from '../answers/extents/extent-list.ts';
import type { ReadExtent } from '../answers/extents/read-extent.ts';
import type { Outcome } from '../answers/outcome.ts';
import { differenceOfEnds } from '../answers/outcome-difference.ts';
import { parseStdout } from '../answers/parse-stdout.ts';
import type { SubjectAnswer, SubjectFormat } from '../parties/subject/subject.ts';

type Fields = SubjectFormat['fields'];

/**
 * The first difference of a subject's map, read by an adapter (left), and an oracle's (right), in the fields that both the
 * subject's format and the oracle's version have. When both refuse, their messages and exit statuses aren't compared.
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
  const parsed = parseStdout(oracle);
  if (parsed.kind !== 'extents') return { kind: 'text' };
  const { borders } = subject.format;
  const fields = subject.format.fields.filter(field =>
    parsed.extents.some(extent => extent[field] !== undefined),
  );
  const [left, right] = [subject.extents, parsed.extents].map(extents => withFields(fields, extents));
  return differenceOfExtents(borders === 'any' ? merged(left!) : left!, merged(right!));
}

/** The extents reduced to these fields. Empty extents are left out: some programs print one for an image without bytes. */
function withFields(fields: Fields, extents: readonly ReadExtent[]): ReadExtent[] {
  return extents
    .filter(({ length }) => length > 0n)
    .map(extent => {
      const { start, length } = extent;
      return { start, length, ...Object.fromEntries(fields.map(field => [field, extent[field]])) };
    });
}
