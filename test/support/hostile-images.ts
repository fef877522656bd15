import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';

const entryBytes = 64;

/** Writes an image of four clusters with so many snapshots, of which each has its L1 table. */
export function writeManySnapshots(folder: string, name: string, count: number): void {
  writeRecipe(parseCase(`${name} qcow2 64k |#0.z|`).recipe, folder);
  const image = readFileSync(`${folder}/${name}`);
  const table = Buffer.alloc(count * entryBytes);
  for (let at = 0; at < table.length; at += entryBytes) {
    // The L1 table of the image, an id and a name of one byte, and 16 bytes of extra data.
    image.copy(table, at, 40, 48);
    image.copy(table, at + 8, 36, 40);
    table.writeUInt16BE(1, at + 12);
    table.writeUInt16BE(1, at + 14);
    table.writeUInt32BE(16, at + 36);
    table.write('1n', at + 56);
  }
  image.writeUInt32BE(count, 60);
  image.writeBigUInt64BE(BigInt(image.length), 64);
  writeFileSync(`${folder}/${name}`, Buffer.concat([image, table]));
}

const clusterBytes = 2 ** 21;
const l1Entries = 2 ** 22;

/** Writes an image of 2^61 bytes, all of whose L1 entries lead to one L2 table without an entry: 8 TiB of tables in a file of 46 MB. */
export function writeEndlessTables(path: string): void {
  const header = Buffer.alloc(104);
  header.write('QFI\xfb', 'latin1');
  header.writeUInt32BE(3, 4);
  header.writeUInt32BE(21, 20);
  header.writeBigUInt64BE(2n ** 61n, 24);
  header.writeUInt32BE(l1Entries, 36);
  header.writeBigUInt64BE(BigInt(clusterBytes), 40);
  header.writeBigUInt64BE(BigInt(20 * clusterBytes), 48);
  header.writeUInt32BE(1, 56);
  header.writeUInt32BE(4, 96);
  header.writeUInt32BE(104, 100);
  const entry = Buffer.alloc(8);
  entry.writeBigUInt64BE(BigInt(18 * clusterBytes));
  const file = openSync(path, 'w');
  writeSync(file, header, 0, header.length, 0);
  writeSync(file, Buffer.alloc(8 * l1Entries, entry), 0, 8 * l1Entries, clusterBytes);
  ftruncateSync(file, 22 * clusterBytes);
  closeSync(file);
}
