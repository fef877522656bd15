import { parseExactJson } from '../../map/basics/parse-exact-json.ts';
import { extentOfEntry, type ReadExtent } from './extents/read-extent.ts';
import { parseNbdBlocks } from './nbd-blocks.ts';
import { isUsage } from './normalise.ts';
import type { Outcome } from './outcome.ts';

/** The stdout of a map as extents or as help, or why it is neither. */
export type ParsedStdout =
  | {
      readonly kind: 'extents';
      readonly output: 'json' | 'human' | 'nbd';
      readonly extents: readonly ReadExtent[];
    }
  /** The usage, the list of object types, or the properties of one. */
  | { readonly kind: 'help' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'rubbish'; readonly why: string };

const humanHeader = 'Offset          Length          Mapped to       File\n';

const parsed = new WeakMap<Outcome, ParsedStdout>();

/**
 * Parses the stdout of one map: JSON, the human table, or blocks of a context of NBD. The first characters decide which. When
 * the map failed, the entries that it had printed whole are parsed. Each outcome is parsed once: that of an oracle is looked at
 * before it is compared.
 */
export function parseStdout(outcome: Outcome): ParsedStdout {
  const before = parsed.get(outcome);
  if (before !== undefined) return before;
  const result = parse(outcome);
  parsed.set(outcome, result);
  return result;
}

function parse(outcome: Outcome): ParsedStdout {
  const text = outcome.stdout.toString('latin1');
  const failed = outcome.end.kind !== 'exit' || outcome.end.status !== 0;
  if (text === '') return { kind: 'nothing' };
  if (text.startsWith(humanHeader)) return parseHuman(text.slice(humanHeader.length));
  if (/^(?:\[\n| *\d)/.test(text)) return parseBlocks(text);
  if (isUsage(text) || isObjectHelp(text)) return { kind: 'help' };
  if (text.startsWith('[')) return parseJson(failed ? closed(text) : text);
  return { kind: 'rubbish', why: `stdout begins with ${JSON.stringify(text.slice(0, 20))}` };
}

/** Whether a stdout answers `--object help` or `--object TYPE,help`. */
function isObjectHelp(text: string): boolean {
  return /^(?:List of user creatable objects:|There are no options for [^\n]+\.|[\w-]+ options:)\n/.test(
    text,
  );
}

function parseBlocks(text: string): ParsedStdout {
  const extents = parseNbdBlocks(text);
  return typeof extents === 'string'
    ? { kind: 'rubbish', why: extents }
    : { kind: 'extents', output: 'nbd', extents };
}

/** Closes the JSON of a failed map: `[`, or entries that end with a comma, without the closing bracket. */
function closed(text: string): string {
  return text.endsWith(']\n') ? text : `${text.replace(/,\n$/, '')}]`;
}

function parseJson(text: string): ParsedStdout {
  try {
    const entries = parseExactJson(text) as Record<string, unknown>[];
    return { kind: 'extents', output: 'json', extents: entries.map(extentOfEntry) };
  } catch (error) {
    return { kind: 'rubbish', why: `stdout is no list of map entries: ${(error as Error).message}` };
  }
}

function parseHuman(text: string): ParsedStdout {
  const extents: ReadExtent[] = [];
  for (let at = 0; at < text.length; ) {
    const start = readColumn(text, at);
    const length = start && readColumn(text, start.end);
    const offset = length && readColumn(text, length.end);
    const lineEnd = text.indexOf('\n', at);
    if (!offset || lineEnd < offset.end) {
      return { kind: 'rubbish', why: `no map row: ${JSON.stringify(text.slice(at, at + 60))}` };
    }
    extents.push({
      start: start.value,
      length: length.value,
      offset: offset.value,
      file: text.slice(offset.end, lineEnd),
    });
    at = lineEnd + 1;
  }
  return { kind: 'extents', output: 'human', extents };
}

/**
 * Reads a number of the human table, printed by C's %#-16x: 0 has no 0x, and no space follows 16 or more characters. Host
 * offsets of qcow2 have at most 14 digits: further hexadecimal characters belong to the file name.
 */
function readColumn(text: string, at: number): { value: bigint; end: number } | undefined {
  const number = /(?:0x[0-9a-f]{1,14}|0)/y;
  number.lastIndex = at;
  const [digits] = number.exec(text) ?? [];
  return digits === undefined ? undefined : { value: BigInt(digits), end: at + Math.max(16, digits.length) };
}
