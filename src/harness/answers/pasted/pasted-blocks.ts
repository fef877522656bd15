import { checkMarker } from './diff-marker.ts';
import { badMap, type LocatedExtent, type PastedContext } from './pasted-map.ts';

/** Descriptions of blocks, by which nbdinfo's output names its context. */
const contexts = [
  ['base:allocation', /^(?:data|hole|zero|hole,zero)$/],
  ['qemu:allocation-depth', /^(?:absent|local|backing depth \d+)$/],
  ['qemu:dirty-bitmap', /^(?:clean|dirty)$/],
] as const;

/** A line of nbdinfo: start, length, value and description, in text or JSON. */
const row = /(?:^|\s)(\d+) +(\d+) +(\d+) {2}(\S.*)$/;
const entry =
  /\{\s*"offset":\s*(\d+),\s*"length":\s*(\d+),\s*"type":\s*(\d+),\s*"description":\s*"([^"]*)"\s*\}/;

/** The blocks of one context. */
export interface PastedBlocks {
  readonly context: PastedContext;
  readonly extents: readonly LocatedExtent[];
}

/**
 * The blocks of a context of NBD in a text, as nbdinfo prints them, one a line. Undefined: the text has none.
 *
 * @throws HarnessError `bad-map` for a dirty bitmap, blocks of two contexts or of a diff, a line between blocks that is not one
 * block, and JSON that is cut off
 */
export function pastedBlocks(text: string, source: string): PastedBlocks | undefined {
  const lines = text.split('\n').map(line => line.trimEnd());
  const first = lines.findIndex(line => blockOf(line) !== undefined);
  if (first < 0) return undefined;
  const last = lines.findLastIndex(line => blockOf(line) !== undefined);
  const context = blockOf(lines[first]!)!.context;
  const extents: LocatedExtent[] = [];
  for (let index = first; index <= last; index++) {
    const block = blockOf(lines[index]!);
    if (block === undefined && lines[index] === '') continue;
    if (block === undefined || lines[index]!.split('{').length > 2)
      throw badMap(
        source,
        index + 1,
        'not one block, as each line between the first and the last',
        'Give all lines.',
      );
    if (block.context !== context)
      throw badMap(source, index + 1, `a block of ${block.context} among those of ${context}`);
    checkMarker(lines[index]!, lines[first]!, source, index + 1);
    const { start, length, value } = block;
    extents.push({ start, length, value, line: index + 1 });
  }
  if (context === 'qemu:dirty-bitmap')
    throw badMap(
      source,
      first + 1,
      'a dirty bitmap: it says what was written since a backup, not what an image holds',
      'Give the output of qemu-img map.',
    );
  const behind = lines.slice(last).join('\n').replace(entry, '');
  if (entry.test(lines[last]!) && !/^[^{]*\]/.test(behind))
    throw badMap(
      source,
      last + 1,
      'the list of blocks is cut off behind this one: "]" is missing',
      'Give it whole.',
    );
  return { context, extents };
}

/** Whether a line is a block. */
export function isBlock(line: string): boolean {
  return blockOf(line) !== undefined;
}

interface Block {
  readonly context: (typeof contexts)[number][0];
  readonly start: bigint;
  readonly length: bigint;
  readonly value: number;
}

function blockOf(line: string): Block | undefined {
  const [, start, length, value, description] = entry.exec(line) ?? row.exec(line) ?? [];
  const [context] = contexts.find(([, words]) => description !== undefined && words.test(description)) ?? [];
  if (context === undefined) return undefined;
  return { context, start: BigInt(start!), length: BigInt(length!), value: Number(value) };
}
