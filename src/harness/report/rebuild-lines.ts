import type { Difference } from '../answers/difference.ts';
import type { PastedMap } from '../answers/pasted/pasted-map.ts';
import { ambiguousRanges } from '../cases/rebuild/ambiguous-ranges.ts';
import { versionOfMap } from '../cases/rebuild/version-of-map.ts';

/** Notes of a case that was made from a map: its origin, and the assumptions. */
export function originNotes(map: PastedMap): string[] {
  const notes = [`from ${map.source}, ${versionOfMap(map).description}`];
  const { start } = map.extents[0]!;
  const open = ambiguousRanges(map).length;
  if (open > 0) notes.push(`${open} of ${map.extents.length} extents are either zero-plain or unallocated`);
  if (map.output === 'human') notes.push('ranges that the table leaves out are taken as unallocated');
  else if (start > 0n) notes.push(`the range before byte ${start} is unknown, and taken as unallocated`);
  return notes;
}

/** One line for each ambiguous range of a map. */
export function ambiguityLines(map: PastedMap): string[] {
  return ambiguousRanges(map).map(
    ({ start, end, depth, line, takenAs }) =>
      `${map.source}:${line}: bytes ${start} to ${end} at depth ${depth}: zero-plain or unallocated, taken as ${takenAs}`,
  );
}

/** Compares the map of a rebuilt chain with the map that it was made from. */
export function mappedAgainLine({ source }: PastedMap, difference: Difference | undefined): string {
  if (difference === undefined) return `${source}: the rebuilt chain has the same map`;
  const where = 'at' in difference ? ` from byte ${difference.at} on` : '';
  const field = difference.kind === 'field' ? `: ${difference.field}` : '';
  return `${source}: the rebuilt chain has another map${where}${field}`;
}
