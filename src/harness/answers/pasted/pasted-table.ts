import { badMap, type LocatedExtent } from './pasted-map.ts';

export const tableHeader: RegExp = /\bOffset\s+Length\s+Mapped to\s+File\b/;

/** Offset, length, host offset, file. No space follows a wide number; every number but 0 begins with 0x. */
const row =
  /(?:^|\s)(0|0x[0-9a-f]+?)\s*(0x[0-9a-f]+?)\s*(?:(?<=\s)(0)\s+|(0x[0-9a-f]{1,14}?)\s+|(0x[0-9a-f]{14}))(\S.*)$/;
const jsonEntry = /\{\s*"start"\s*:/;
/** The first part of a row. */
const partialRow = /(?:^|\s)(?:0|0x[0-9a-f]+)\s+0x[0-9a-f]*(?:\s+(?:0|0x[0-9a-f]*))?\s*$/;

/**
 * The rows of the human table in a text. Lines after the header that are no rows are ignored: nothing marks the end of the
 * table.
 *
 * @throws HarnessError `bad-map` for a row that is cut off, and for a second map, table or JSON
 */
export function pastedTable(text: string, source: string): LocatedExtent[] {
  const lines = text.split('\n').map(line => line.trimEnd());
  const header = lines.findIndex(line => tableHeader.test(line));
  const extents: LocatedExtent[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === header || (index < header && !jsonEntry.test(line))) continue;
    if (tableHeader.test(line) || jsonEntry.test(line))
      throw badMap(source, index + 1, 'a second map begins here', 'Give one map at a time.');
    const [, start, length, zero, offset, wide, file] = row.exec(line) ?? [];
    if (start !== undefined) {
      extents.push({
        start: BigInt(start),
        length: BigInt(length!),
        offset: BigInt(zero ?? offset ?? wide!),
        file: file!,
        line: index + 1,
      });
    } else if (partialRow.test(line)) {
      throw badMap(source, index + 1, 'this row is cut off', 'Give it whole, or leave it out.');
    }
  }
  return extents;
}
