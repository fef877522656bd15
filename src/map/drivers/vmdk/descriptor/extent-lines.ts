import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal } from '../../../basics/error.ts';
import { firstWord, Scanner } from './scanner.ts';

/** What the file of an extent holds: the bytes themselves, grains with a header that tells of which kind, or grains of seSparse. */
export type ExtentContent = 'flat' | 'sparse' | 'seSparse';

/** An extent as a descriptor lists it. */
export interface ExtentLine {
  readonly content: ExtentContent;
  /** The size that the line gives; only that of a flat extent counts. */
  readonly sectors: bigint;
  /** The name of the file, as it is written. */
  readonly name: ByteString;
  /** Where a flat extent begins in its file, in sectors. */
  readonly offset: bigint;
}

const contents: ReadonlyMap<ByteString, ExtentContent> = new Map([
  ['FLAT', 'flat'],
  ['VMFS', 'flat'],
  ['SPARSE', 'sparse'],
  ['VMFSSPARSE', 'sparse'],
  ['SESPARSE', 'seSparse'],
]);

const longestWord = 10;
const longestName = 511;

/**
 * The extents that a descriptor lists, in its order. qemu scans each line for `RW SECTORS TYPE "NAME" OFFSET` with no regard to
 * where the line ends, so an empty line before that of an extent gives the extent twice. Lines that don't match are left out.
 *
 * @param text up to its first NUL
 * @throws Refusal of a line, after the lines before it
 */
export function* extentLines(text: ByteString): Generator<ExtentLine, void, undefined> {
  // Where the scan that begins in a line finds its first word: lines of blanks all find that of the next line with words, and
  // a descriptor can have a million of them.
  let word = -1;
  let found: ReturnType<typeof extentAt>;
  for (let start = 0, end: number; start < text.length; start = end) {
    const feed = text.indexOf('\n', start);
    end = feed < 0 ? text.length : feed + 1;
    if (start > word) {
      word = firstWord(text, start);
      found = extentAt(text, word);
    }
    if (found === 'invalid') {
      throw new Refusal(`Invalid extent line: ${text.slice(start, feed < 0 ? end : feed)}`);
    }
    if (found !== undefined) yield found;
  }
}

/** The extent that a scan from `start` gives; undefined: it gives none. */
function extentAt(text: ByteString, start: number): ExtentLine | 'invalid' | undefined {
  const scanner = new Scanner(text, start);
  if (scanner.word(longestWord) !== 'RW') return undefined;
  const sectors = scanner.integer();
  const type = sectors === undefined ? undefined : scanner.word(longestWord);
  if (sectors === undefined || type === undefined) return undefined;
  scanner.skipBlanks();
  const name = scanner.quote() ? scanner.quoted(longestName) : undefined;
  if (name === undefined) return undefined;
  const offset = scanner.quote() ? scanner.integer() : undefined;
  if (type === 'FLAT' ? offset === undefined || offset < 0n : offset !== undefined) return 'invalid';
  const content = contents.get(type);
  return sectors <= 0n || content === undefined
    ? undefined
    : { content, sectors, name, offset: offset ?? 0n };
}
