import type { Difference } from '../answers/difference.ts';
import { endOf } from '../answers/extents/extent-list.ts';
import type { PastedMap } from '../answers/pasted/pasted-map.ts';
import { ambiguousRanges } from '../cases/rebuild/ambiguous-ranges.ts';
import { versionOfMap } from '../cases/rebuild/version-of-map.ts';

/** Notes of a case that was made from a map: its origin, and the assumptions. */
export function originNotes(map: PastedMap): string[] {
  const notes = [`from ${map.source}, ${versionOfMap(map).description}`];
  const { start } = map.extents[0]!;
  const open = ambiguousRanges(map).length;
  if (open > 0) notes.push(`${open} of ${map.extents.length} extents are either zero-plain or unallocated`);
  if (map.stoppedAt !== undefined)
    notes.push(
      `not the whole image: after byte ${endOf(map.extents)} qemu-img ended the table with an error (line ${map.stoppedAt} of the text)`,
    );
  if (isOneExtentOfData(map))
    notes.push(
      'all data at its guest offset: a raw file without holes, or a dirty bitmap in which all is clean',
    );
  if (map.output === 'human') notes.push('ranges that the table leaves out are taken as unallocated');
  else if (map.output === 'nbd')
    notes.push(
      "blocks have no host offsets, and don't distinguish data from explicit zeros or these from unallocated",
    );
  else if (start > 0n) notes.push(`the range before byte ${start} is unknown, and taken as unallocated`);
  return notes;
}

/** Whether the map is also that of a dirty bitmap in which nothing is dirty. */
function isOneExtentOfData({ output, extents: [first, ...others] }: PastedMap): boolean {
  const { data, zero, offset, start } = first!;
  return output === 'json' && others.length === 0 && data === true && zero === false && offset === start;
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
