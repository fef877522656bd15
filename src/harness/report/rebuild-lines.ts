import type { Difference } from '../answers/difference.ts';
import type { PastedMap } from '../answers/pasted/pasted-map.ts';
import { ambiguousRanges } from '../cases/rebuild/ambiguous-ranges.ts';
import { versionOf } from '../cases/rebuild/map-of-version.ts';

/** Notes of a case that was made from a map: where it comes from, and what was assumed. */
export function originNotes(map: PastedMap): string[] {
  const notes = [`from ${map.source}, ${versionOf(map).words}`];
  const { start } = map.extents[0]!;
  const open = ambiguousRanges(map).length;
  if (open > 0)
    notes.push(`${open} of ${map.extents.length} extents are zero-plain or unallocated: no telling which`);
  if (map.output === 'human') notes.push('what the table leaves out is taken as unallocated');
  else if (start > 0n) notes.push(`what lies before byte ${start} is unknown, and taken as unallocated`);
  return notes;
}

/** One line for each range that a map leaves open. */
export function ambiguityLines(map: PastedMap): string[] {
  return ambiguousRanges(map).map(
    ({ start, end, depth, line, takenFor }) =>
      `${map.source}:${line}: bytes ${start} to ${end} at depth ${depth}: zero-plain or unallocated, taken as ${takenFor}`,
  );
}

/** What mapping a rebuilt chain came to, beside the map that it was made from. */
export function mappedAgainLine({ source }: PastedMap, difference: Difference | undefined): string {
  if (difference === undefined) return `${source}: what was written maps the same`;
  const where = 'at' in difference ? ` from byte ${difference.at} on` : '';
  const field = difference.kind === 'field' ? `: ${difference.field}` : '';
  return `${source}: what was written maps differently${where}${field}`;
}
