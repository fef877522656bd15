import { checkExtents } from './check-pasted-extents.ts';
import { type CutText, pastedJson } from './pasted-json.ts';
import { badMap, type PastedMap } from './pasted-map.ts';
import { pastedTable, tableHeader } from './pasted-table.ts';

/**
 * Finds and parses the one map, JSON or table, in a pasted text that may hold other lines. `source` is the name of the text in
 * messages.
 *
 * @throws HarnessError `bad-map`: one line that names the line of the text.
 */
export function readPastedMap(bytes: Uint8Array, source: string, cutText: CutText = 'refuse'): PastedMap {
  const text = decode(bytes);
  const table = tableHeader.test(text);
  const output = table ? 'human' : 'json';
  const extents = table ? pastedTable(text, source) : pastedJson(text, source, cutText);
  if (extents.length === 0) {
    const nothing = table
      ? 'the table has no rows: it says nothing about the image'
      : 'there is no map in this text';
    throw badMap(source, undefined, nothing, 'Give the output of qemu-img map, JSON or not.');
  }
  const map: PastedMap = { source, output, extents };
  checkExtents(map);
  return map;
}

/**
 * Decodes UTF-8, or UTF-16 with a byte order mark, which a redirection in PowerShell writes. Turns \r\n into \n, and drops
 * the colours of a terminal.
 */
function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  return text.replaceAll('\r\n', '\n').replaceAll(/\x1b\[[\d;]*m/g, '');
}
