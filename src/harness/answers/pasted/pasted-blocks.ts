import { checkMarker } from './diff-marker.ts';
import { lineCounter } from './line-counter.ts';
import { badMap, type LocatedExtent, type PastedContext } from './pasted-map.ts';

/** The blocks of one context. */
export interface PastedBlocks {
  readonly context: PastedContext;
  readonly extents: readonly LocatedExtent[];
}

/**
 * The blocks of a context of NBD in a text, as nbdinfo prints them: one a line, or JSON. Undefined: the text has none.
 *
 * @throws HarnessError `bad-map` for a dirty bitmap, blocks of two contexts or of a diff, a line between the blocks of a text that
 * is no block, and JSON that is cut off
 */
export function pastedBlocks(text: string, source: string): PastedBlocks | undefined {
  const lines = text.split('\n');
  const inJson = blocksOfJson(text, source);
  const blocks = inJson.length > 0 ? inJson : blocksOfText(lines, source);
  const [first] = blocks;
  if (first === undefined) return undefined;
  const { context } = first;
  for (const block of blocks) {
    if (block.context !== context)
      throw badMap(source, block.line, `a block of ${block.context} among those of ${context}`);
    checkMarker(lines[block.line - 1]!, lines[first.line - 1]!, source, block.line);
  }
  if (context === 'qemu:dirty-bitmap') {
    const what = 'a dirty bitmap: it says what was written since a backup, not what an image holds';
    throw badMap(source, first.line, what, 'Give the output of qemu-img map.');
  }
  return { context, extents: blocks.map(({ context: _, ...extent }) => extent) };
}

/** Whether a line is a block. */
export function isBlock(line: string): boolean {
  return line.search(entry) >= 0 || blockOf(row.exec(line), 0) !== undefined;
}

/** Descriptions of blocks. They tell which context nbdinfo printed. */
const descriptions = [
  ['base:allocation', /^(?:data|hole|zero|hole,zero)$/],
  ['qemu:allocation-depth', /^(?:absent|local|backing depth \d+)$/],
  ['qemu:dirty-bitmap', /^(?:clean|dirty)$/],
] as const;

interface Block extends LocatedExtent {
  readonly context: (typeof descriptions)[number][0];
}

const entry =
  /\{\s*"offset":\s*(\d+),\s*"length":\s*(\d+),\s*"type":\s*(\d+),\s*"description":\s*"([^"]*)"\s*\}/g;

function blocksOfJson(text: string, source: string): Block[] {
  const found = [...text.matchAll(entry)];
  const lineAt = lineCounter(text);
  const blocks = found.flatMap(match => blockOf(match, lineAt(match.index)) ?? []);
  const last = found.at(-1);
  if (last !== undefined && !/^[^{]*\]/.test(text.slice(last.index + last[0].length))) {
    const what = 'the list of blocks is cut off after this one: "]" is missing';
    throw badMap(source, blocks.at(-1)?.line, what, 'Give it whole.');
  }
  return blocks;
}

/** Start, length, value and description. */
const row = /(?:^[+-]?|\s)(\d+) +(\d+) +(\d+) {2}(\S.*?)\s*$/;

function blocksOfText(lines: readonly string[], source: string): Block[] {
  const blocks: Block[] = [];
  let stray: number | undefined;
  for (const [index, line] of lines.entries()) {
    const block = blockOf(row.exec(line), index + 1);
    if (block === undefined && blocks.length > 0 && line.trim() !== '') stray ??= index + 1;
    if (block === undefined) continue;
    if (stray !== undefined)
      throw badMap(source, stray, 'a line between the blocks is no block', 'Give all blocks, and only them.');
    blocks.push(block);
  }
  return blocks;
}

/** The block that a regular expression found; undefined for a description of no known context. */
function blockOf(match: RegExpExecArray | null, line: number): Block | undefined {
  const [, start, length, value, description = ''] = match ?? [];
  const [context] = descriptions.find(([, words]) => words.test(description)) ?? [];
  if (context === undefined) return undefined;
  return { context, start: BigInt(start!), length: BigInt(length!), value: Number(value), line };
}
