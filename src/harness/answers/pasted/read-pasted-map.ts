import { checkExtents } from './check-pasted-extents.ts';
import { mapOfQemu, otherOutput } from './other-output.ts';
import { isBlock, pastedBlocks } from './pasted-blocks.ts';
import { type CutText, isJsonEntry, pastedJson } from './pasted-json.ts';
import { badMap, type PastedMap } from './pasted-map.ts';
import { pastedTable, tableHeader } from './pasted-table.ts';

/**
 * Finds and parses the one map in a pasted text that may hold other lines: JSON or a table of qemu-img, or the blocks of a context
 * of NBD. `source` is the name of the text in messages.
 *
 * @throws HarnessError `bad-map`: one line that names the line of the text.
 */
export function readPastedMap(bytes: Uint8Array, source: string, cutText: CutText = 'refuse'): PastedMap {
  const text = decode(bytes);
  const bitmap = text.split('\n').findIndex(line => line.includes('x-dirty-bitmap'));
  if (bitmap >= 0)
    throw badMap(
      source,
      bitmap + 1,
      'a map with x-dirty-bitmap: its flags are those of a context of NBD, not data and zeros',
      'Give the map of the image.',
    );
  refuseSecondKind(text, source);
  const map = tableHeader.test(text)
    ? tableOf(text, source)
    : (blocksOf(text, source) ?? jsonOf(text, source, cutText));
  checkExtents(map);
  return map;
}

/** @throws HarnessError `bad-map` for maps of two kinds: the line is that of the second one */
function refuseSecondKind(text: string, source: string): void {
  const lines = text.split('\n');
  const [, second] = [tableHeader.test.bind(tableHeader), isJsonEntry, isBlock]
    .map(begins => lines.findIndex(line => begins(line.trimEnd())))
    .filter(index => index >= 0)
    .toSorted((a, b) => a - b);
  if (second !== undefined)
    throw badMap(source, second + 1, 'a second map begins here', 'Give one map at a time.');
}

function tableOf(text: string, source: string): PastedMap {
  const table = pastedTable(text, source);
  if (table.extents.length > 0) return { source, output: 'human', ...table };
  throw table.stoppedAt === undefined
    ? badMap(source, undefined, 'the table has no rows: it says nothing about the image', mapOfQemu)
    : badMap(
        source,
        table.stoppedAt,
        'qemu-img ended the table before its first row',
        'Give the output of qemu-img map --output=json.',
      );
}

function blocksOf(text: string, source: string): PastedMap | undefined {
  const blocks = pastedBlocks(text, source);
  return blocks && { source, output: 'nbd', ...blocks };
}

function jsonOf(text: string, source: string, cutText: CutText): PastedMap {
  const extents = pastedJson(text, source, cutText);
  if (extents.length > 0) return { source, output: 'json', extents };
  const { what, next: instead } = otherOutput(text);
  throw badMap(source, undefined, what, instead);
}

/** What sets colours, clears lines, or names the window of a terminal. */
const controls = /\x1b\[[\d;?]*[a-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g;

/**
 * Decodes UTF-8, or UTF-16 with a byte order mark, which a redirection in PowerShell writes. Turns \r\n into \n, and drops
 * the colours of a terminal.
 */
function decode(bytes: Uint8Array): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  return text.replaceAll('\r\n', '\n').replaceAll(controls, '');
}
