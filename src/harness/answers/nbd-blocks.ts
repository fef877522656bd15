import type { ReadExtent } from './extents/read-extent.ts';

const row = /^ *(\d+) +(\d+) +(\d+) {2}\S.*$/;
const entry = /^{ "offset": (\d+), "length": (\d+), "type": (\d+), "description": ".*"},?$/;

/** Parses the blocks of a context of NBD as nbdinfo prints them, in text or JSON. A string says why they can't be parsed. */
export function parseNbdBlocks(text: string): readonly ReadExtent[] | string {
  const isJson = text.startsWith('[\n');
  if (isJson && !text.endsWith('\n]\n')) return 'stdout is no list of blocks';
  const lines = isJson ? text.slice(2, -3) : text.trimEnd();
  const extents: ReadExtent[] = [];
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const [, start, length, value] = (isJson ? entry : row).exec(line) ?? [];
    if (start === undefined || length === undefined || value === undefined)
      return `no block: ${JSON.stringify(line.slice(0, 60))}`;
    extents.push({ start: BigInt(start), length: BigInt(length), value: Number(value) });
  }
  return extents;
}
