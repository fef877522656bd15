import { extentOfEntry } from '../extents/read-extent.ts';
import { checkMarker } from './diff-marker.ts';
import { lineCounter } from './line-counter.ts';
import { badMap, type LocatedExtent } from './pasted-map.ts';

const keys: ReadonlySet<string> = new Set([
  'start',
  'length',
  'depth',
  'present',
  'zero',
  'data',
  'compressed',
  'offset',
]);

/** Whether an entry begins in a line. */
export function isJsonEntry(line: string): boolean {
  return /\{\s*"start"\s*:/.test(line);
}

/** What to do with a text that is cut off: refuse it, or take its whole entries. */
export type CutText = 'refuse' | 'take';

/**
 * The entries of JSON output in a text that may also hold prompts, a prefix on every line, or line breaks within entries. An
 * entry is a pair of braces with a "start" or a "length"; other braces are ignored.
 *
 * @throws HarnessError `bad-map` for an entry with a mistake or of a diff, a second map, and a text that is cut off
 */
export function pastedJson(text: string, source: string, cutText: CutText): LocatedExtent[] {
  const extents: LocatedExtent[] = [];
  const lines = text.split('\n');
  const lineAt = lineCounter(text);
  let before = -1;
  for (const { index, 0: braces } of text.matchAll(/\{[^{}]*(?:\}|$)|\{[^{}]*(?=\{)/g)) {
    if (!/"(?:start|length)"\s*:/.test(braces)) continue;
    const line = lineAt(index);
    const between = text.slice(before < 0 ? 0 : before, index);
    const isHeadless = before < 0 && !/\[\s*$/.test(between);
    // A log before the map may have one of these keys; an entry has both.
    if (isHeadless && !/"start".*"length"|"length".*"start"/s.test(braces)) continue;
    if (isHeadless) throw badMap(source, line, 'the text begins within a map', 'Give it from its "[" on.');
    if (before >= 0 && /^\s*\]/.test(between))
      throw badMap(source, line, 'a second map begins here', 'Give one map at a time.');
    if (!braces.endsWith('}')) {
      if (cutText === 'take' && index + braces.length === text.length) return extents;
      throw cut(source, line, 'this entry is cut off');
    }
    const begins = lines[line - 1]!;
    checkMarker(begins, before < 0 ? begins : lines[extents[0]!.line - 1]!, source, line);
    extents.push({ ...readEntry(braces, source, line), line });
    before = index + braces.length;
  }
  const last = extents.at(-1);
  if (last !== undefined && cutText === 'refuse' && !/^\s*\]/.test(text.slice(before)))
    throw cut(source, last.line, 'the map is cut off after this entry: "]" is missing');
  return extents;
}

function cut(source: string, line: number, what: string): Error {
  return badMap(source, line, what, 'Give it whole, or --cut to take the entries that stand complete.');
}

function readEntry(braces: string, source: string, line: number): ReturnType<typeof extentOfEntry> {
  const pairs = [...unwrapped(braces).matchAll(/"([^"]*)"\s*:\s*("[^"]*"|[^\s,}]*)/g)];
  const entry = Object.fromEntries(pairs.map(([, key, value]) => [key, scalarOf(value!)]));
  const twice = pairs.find(([, key], at) => pairs.findIndex(([, other]) => other === key) < at);
  if (twice !== undefined) throw badMap(source, line, `${twice[1]} is given twice`);
  const unknown = Object.keys(entry).find(key => !keys.has(key));
  if (unknown !== undefined) throw badMap(source, line, `map entries have no key ${JSON.stringify(unknown)}`);
  try {
    const extent = extentOfEntry(entry);
    for (const key of ['zero', 'data'] as const)
      if (extent[key] === undefined) throw new TypeError(`${key} is missing`);
    return extent;
  } catch (error) {
    if (error instanceof TypeError) throw badMap(source, line, error.message);
    throw error;
  }
}

/** Removes the line breaks by which a terminal splits a number or a word. */
function unwrapped(text: string): string {
  return text.replaceAll(/(?<=\w)\n(?=\w+\s*[",}])/g, '');
}

function scalarOf(text: string): unknown {
  if (/^-?\d+$/.test(text)) return BigInt(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
