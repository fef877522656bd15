import { checkMarker } from './diff-marker.ts';
import { badMap, type LocatedExtent } from './pasted-map.ts';

export const tableHeader: RegExp = /\bOffset\s+Length\s+Mapped to\s+File\b/;

/** Offset, length, host offset, file. No space follows a wide number; every number but 0 begins with 0x. */
const row =
  /(?:^[+-]?|\s)(0|0x[0-9a-f]+?)\s*(0x[0-9a-f]+?)\s*(?:(?<=\s)(0)\s+|(0x[0-9a-f]{1,14}?)\s+|(0x[0-9a-f]{14}))(\S.*)$/;
/** The first part of a row. */
const partialRow = /(?:^|\s)(?:0|0x[0-9a-f]+)\s+0x[0-9a-f]*(?:\s+(?:0|0x[0-9a-f]*))?\s*$/;
/** Three numbers and a word that are no row: decimal numbers, or spoilt ones. */
const likeRow = /(?:^|[\s+-])\d\w*\s+\d\w*\s+\d\w*\s+\S/;
/** A line that stands for rows that were left out. */
const ellipsis = /^\W*(?:\.{2,}|…)\W*$/;
/** How qemu-img ends a table at a cluster that has no row, or whose entry it can't read. Piped together with stdout, it may come first. */
const stop =
  /File contains external, encrypted or compressed clusters|qemu-img: Could not read file metadata/;

/** The rows of a table, and the line of the error with which qemu-img ended it. */
export interface PastedTable {
  readonly extents: readonly LocatedExtent[];
  readonly stoppedAt?: number;
}

/**
 * The rows of the human table in a text. The table ends with its last row: nothing else marks its end, so other lines may
 * follow.
 *
 * @throws HarnessError `bad-map` for a line between rows that is no row, a row that is cut off or of a diff, and a second table
 */
export function pastedTable(text: string, source: string): PastedTable {
  const lines = text.split('\n').map(line => line.trimEnd());
  const header = lines.findIndex(line => tableHeader.test(line));
  const stopped = lines.findIndex(line => stop.test(line));
  const second = lines.findIndex((line, at) => at > header && tableHeader.test(line));
  if (second >= 0) throw badMap(source, second + 1, 'a second map begins here', 'Give one map at a time.');
  const extents: LocatedExtent[] = [];
  let stray: number | undefined;
  for (let index = header + 1; index < lines.length; index++) {
    const line = lines[index]!;
    const number = index + 1;
    const extent = rowOf(line, number);
    if (extent !== undefined) checkMarker(line, lines[header]!, source, number);
    if (extent !== undefined && stray !== undefined)
      throw badMap(
        source,
        stray,
        'a line between the rows of the table is no row',
        'Give all rows, and only them.',
      );
    if (extent !== undefined) extents.push(extent);
    else if (partialRow.test(line))
      throw badMap(source, number, 'this row is cut off', 'Give it whole, or leave it out.');
    else if (likeRow.test(line))
      throw badMap(
        source,
        number,
        'no row of a table: its numbers are not as qemu-img prints them',
        'They begin with 0x.',
      );
    else if (ellipsis.test(line)) throw badMap(source, number, 'rows are left out here', 'Give all rows.');
    else if (line !== '' && index !== stopped) stray ??= number;
  }
  return { extents, ...(stopped >= 0 && { stoppedAt: stopped + 1 }) };
}

function rowOf(text: string, line: number): LocatedExtent | undefined {
  const [, start, length, zero, offset, wide, file] = row.exec(text) ?? [];
  if (start === undefined) return undefined;
  return {
    start: BigInt(start),
    length: BigInt(length!),
    offset: BigInt(zero ?? offset ?? wide!),
    file: file!,
    line,
  };
}
