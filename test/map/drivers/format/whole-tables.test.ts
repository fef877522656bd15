import { expect, test } from 'vitest';
import { QedLayout } from '../../../../src/map/drivers/qed/qed-layout.ts';
import { QedTables } from '../../../../src/map/drivers/qed/qed-tables.ts';
import { imageFileOf } from '../../../support/image-file.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const { map } = mapOptionsIn(folder.path);
const tableBytes = 0x4_0000;

/** A cluster of data, by tables of 256 KiB: L1 at 0x10000, L2 at 0x50000. */
const qed = Buffer.alloc(0xa_0000);
qed.write('QED\0', 'latin1');
for (const [at, word] of [0x1_0000, 4, 1].entries()) qed.writeUInt32LE(word, 4 + 4 * at);
for (const [at, word] of [
  [40, 0x1_0000],
  [48, 2 ** 30],
  [0x1_0000, 0x5_0000],
  [0x5_0000, 0x9_0000],
] as const)
  qed.writeBigUInt64LE(BigInt(word), at);
folder.put('qed', qed);

/** An L1 table of 256 KiB at 512, all zeros: clusters of 512 bytes, 64 in an L2 table. */
const qcow = Buffer.alloc(512 + tableBytes);
for (const [at, word] of [0x5146_49fb, 1].entries()) qcow.writeUInt32BE(word, 4 * at);
qcow.writeBigUInt64BE(2n ** 30n, 24);
qcow.set([9, 6], 32);
qcow.writeBigUInt64BE(512n, 40);
folder.put('qcow', qcow);

/** 65,536 entries behind the header of 64 bytes, all zeros. */
const parallels = Buffer.alloc(512 + tableBytes);
parallels.write('WithouFreSpacExt');
for (const [at, word] of [
  [16, 2],
  [28, 128],
  [32, tableBytes / 4],
  [36, 128],
] as const)
  parallels.writeUInt32LE(word, at);
folder.put('parallels', parallels);

/** The image, in whose file no part can be read that has this sector. */
const damaged = (driver: string, sector: number): string =>
  `driver=${driver},file.driver=blkdebug,file.image.driver=file,file.image.filename=${driver},` +
  `file.inject-error.0.event=none,file.inject-error.0.iotype=read,file.inject-error.0.sector=${sector}`;

/** A sector of a table, behind the window that a map keeps of it. */
const behindWindow = (table: number): number => (table + 0x3_0000) / 512;

// The qemu-img of 5.2, 7.2, 10.0 and 11.1 say the same (5.2 has no parallels).
test.each([
  ['qed', 0x1_0000, 'Failed to read L1 table'],
  ['qcow', 512, 'Input/output error'],
  ['parallels', 0, 'Input/output error'],
])('an image of %s is refused wherever its table is damaged', (driver, table, text) => {
  expect(map(damaged(driver, qed.length / 512)).stderr).toBe('');
  const { stdout, stderr } = map(damaged(driver, behindWindow(table)));
  expect(stdout).toBe('');
  expect(stderr.endsWith(`: ${text}\n`)).toBe(true);
});

test('an L2 table of qed fails wherever it is damaged', () => {
  const { stdout, stderr } = map(damaged('qed', behindWindow(0x5_0000)));
  expect(stdout).toBe('[');
  expect(stderr).toBe('qemu-img: Could not read file metadata: Input/output error\n');
});

test('an L2 table of qed that failed fails again', () => {
  const file = imageFileOf((_bytes, offset) => {
    if (offset >= 0x8_0000) throw new Error('damaged');
  });
  const header = { layout: new QedLayout(2 ** 40, 0x1_0000, 4, 1), l1Offset: 0x1_0000 };
  const tables = new QedTables(file, header as never);
  expect(() => tables.l2(0x5_0000)).toThrow('damaged');
  expect(() => tables.l2(0x5_0000)).toThrow('damaged');
});
