import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { qedImage } from '../../../../src/harness/runs/bench/block-images/qed-image.ts';
import { vdiImage } from '../../../../src/harness/runs/bench/block-images/vdi-image.ts';
import { vmdkImage } from '../../../../src/harness/runs/bench/block-images/vmdk-image.ts';
import { vpcImage } from '../../../../src/harness/runs/bench/block-images/vpc-image.ts';
import { topName } from '../../../../src/harness/runs/bench/images.ts';
import { map, openImage } from '../../../../src/map/index.ts';
import { windowBytes } from '../../../../src/map/kernel/bits.ts';
import { testFolder } from '../../../support/test-folder.ts';

const blocksOfWindow = windowBytes / 8;
/** More than two windows, and an end within a window. */
const blocks = 2 * blocksOfWindow + 512;

/** Where the entries are, and what they place, read one by one. */
interface Format {
  readonly name: string;
  readonly write: (folder: string) => void;
  readonly tableAt: number;
  readonly blockBytes: number;
  readonly isBigEndian?: true;
  /** Absent: 4. */
  readonly entryBytes?: 4 | 8;
  /** The offset of a block in the file; undefined: it has none. */
  readonly offset: (entry: number) => number | undefined;
}

const mebibyte = 2 ** 20;

const formats: readonly Format[] = [
  {
    name: 'vdi',
    write: vdiImage(blocks),
    tableAt: 512,
    blockBytes: mebibyte,
    offset: entry => (entry >= 0xffff_fffe ? undefined : 512 + 4 * blocks + entry * mebibyte),
  },
  {
    name: 'vpc',
    write: vpcImage(blocks),
    tableAt: 3 * 512,
    blockBytes: mebibyte,
    isBigEndian: true,
    offset: entry => (entry === 0xffff_ffff ? undefined : 512 * entry + 512),
  },
  {
    name: 'vmdk',
    write: vmdkImage(blocks),
    tableAt: 21 * 512 + Math.ceil((4 * blocks) / 512 / 512) * 512,
    blockBytes: 65_536,
    offset: entry => (entry === 0 ? undefined : 512 * entry),
  },
  {
    name: 'qed',
    write: qedImage(blocks),
    tableAt: 5 * 65_536,
    blockBytes: 65_536,
    entryBytes: 8,
    offset: entry => (entry === 0 ? undefined : entry),
  },
];

/** Runs of blocks, as pairs of their length in blocks and their offset. */
function expectedRuns(
  path: string,
  { tableAt, blockBytes, isBigEndian, entryBytes = 4, offset }: Format,
): unknown[] {
  const table = Buffer.alloc(entryBytes * blocks);
  const file = openSync(path, 'r');
  readSync(file, table, 0, table.length, tableAt);
  closeSync(file);
  const runs: [number, number | undefined][] = [];
  for (let block = 0; block < blocks; block++) {
    const entry = isBigEndian
      ? table.readUInt32BE(4 * block)
      : table.readUIntLE(entryBytes * block, Math.min(entryBytes, 6));
    const [last, at] = [runs.at(-1), offset(entry)];
    const next = last?.[1] === undefined ? undefined : last[1] + last[0] * blockBytes;
    if (last !== undefined && at === next && (at === undefined) === (last[1] === undefined)) last[0]++;
    else runs.push([1, at]);
  }
  return runs;
}

test.each(formats)('$name: a table that is longer than a window is mapped entry by entry', format => {
  const folder = testFolder();
  format.write(folder.path);
  const path = join(folder.path, topName);
  using image = openImage(path);
  const runs = [...map(image)].map(({ length, offset }) => [
    Number(length) / format.blockBytes,
    offset === undefined ? undefined : Number(offset),
  ]);
  expect(runs.length).toBeGreaterThan(blocks / 4);
  expect(runs).toEqual(expectedRuns(path, format));
});

test('the tables of a vmdk file may stand in any order', () => {
  const folder = testFolder();
  vmdkImage(4 * 512)(folder.path);
  const path = join(folder.path, topName);
  const before = extentsOf(path);
  const bytes = readFileSync(path).subarray(0, 2 ** 18);
  const [directoryAt, tableBytes] = [21 * 512, 2048];
  const firstAt = directoryAt + 512;
  // The first two tables change places.
  const tables = Buffer.from(bytes.subarray(firstAt, firstAt + 2 * tableBytes));
  tables.copy(bytes, firstAt, tableBytes);
  tables.copy(bytes, firstAt + tableBytes, 0, tableBytes);
  bytes.writeUInt32LE((firstAt + tableBytes) / 512, directoryAt);
  bytes.writeUInt32LE(firstAt / 512, directoryAt + 4);
  folder.put('moved', bytes);
  expect(extentsOf(join(folder.path, 'moved'))).toEqual(before);
});

function extentsOf(path: string): unknown[] {
  using image = openImage(path);
  return [...map(image)].map(({ start, length, offset }) => [start, length, offset]);
}
