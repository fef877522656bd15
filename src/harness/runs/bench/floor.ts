import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads as many bytes of the files as the tables of the chain have, once, and copies as many as a map prints: there is no logic. */
const script = `
const { openSync, readSync, writeSync } = require('node:fs');
const [tables, output, ...names] = process.argv.slice(2);
const piece = Buffer.alloc(65536);
const copy = Buffer.alloc(65536);
for (const name of names) {
  const file = openSync(name);
  const end = tables / names.length;
  for (let at = 0; at < end; at += piece.length) readSync(file, piece, 0, Math.min(end - at, piece.length), at);
}
for (let left = output; left > 0; left -= copy.length) {
  piece.copy(copy);
  writeSync(1, copy, 0, Math.min(left, copy.length));
}
process.exit(0);
`;

/**
 * Writes a Node script into the folder of a chain that does what is physically left of its map.
 *
 * @param images its files, of which each has as many bytes of tables as the others
 * @param tableBytes the bytes of all their tables
 * @param printed the file with what a map prints
 * @returns the words of the command
 */
export function floorCommand(
  folder: string,
  images: readonly string[],
  tableBytes: number,
  printed: string,
): string[] {
  const name = 'floor.cjs';
  writeFileSync(join(folder, name), script);
  return [
    process.execPath,
    name,
    String(tableBytes),
    String(statSync(join(folder, printed)).size),
    ...images,
  ];
}
