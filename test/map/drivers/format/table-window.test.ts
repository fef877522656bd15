import { expect, test } from 'vitest';
import { QcowTables } from '../../../../src/map/drivers/qcow/qcow-tables.ts';
import { QedLayout } from '../../../../src/map/drivers/qed/qed-layout.ts';
import { QedTables } from '../../../../src/map/drivers/qed/qed-tables.ts';
import { grainTables } from '../../../../src/map/drivers/vmdk/grains/grain-tables.ts';
import { seSparseTables } from '../../../../src/map/drivers/vmdk/se-sparse/se-sparse-tables.ts';
import type { ImageFile } from '../../../../src/map/file/image-file.ts';
import { newest } from '../../../../src/map/profile/profile.ts';
import { imageFileOf } from '../../../support/image-file.ts';

const tables = 64;

/** A file whose words of 64 bits all are `word`. It keeps the buffers that were read into. */
function fileOf(word: bigint) {
  const buffers = new Set<ArrayBufferLike>();
  const file = imageFileOf(bytes => {
    if (bytes.length > 0) buffers.add(bytes.buffer);
    new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8).fill(word);
  });
  return { file, buffers };
}

const layout = { offset: 0n, copy: 0n, entries: tables, grainSectors: 8n };

test.each([
  [
    'qcow',
    0x0000_0000_0010_0000n,
    (file: ImageFile) => {
      const header = { l1TableOffset: 0n, clusterBits: 16, l2Bits: 9 } as never;
      const read = new QcowTables(file, header, tables, newest);
      for (let index = 0; index < tables; index++) read.l2(index).entry(0);
    },
  ],
  [
    'qed',
    0x20_0000n,
    (file: ImageFile) => {
      const header = { layout: new QedLayout(2 ** 40, 65_536, 2, 1), l1Offset: 65_536 };
      const read = new QedTables(file, header as never);
      for (let index = 1; index < tables; index++) read.l2(0x20_0000 * index).readUInt64LE(0);
    },
  ],
  [
    'COWD and KDMV grains',
    0x0000_0007_0000_0007n,
    (file: ImageFile) => {
      const directory = { ...layout, grainsPerTable: 512, entryBytes: 4 } as const;
      const read = grainTables(
        file,
        directory,
        { isCompressed: true, hasZeroGrains: false, hasMarkers: true },
        newest,
      );
      const block = { kind: 0, offset: 0, count: 1 };
      for (let index = 0; index < tables; index++) read.read(index * 512, block);
    },
  ],
  [
    'seSparse grains',
    0x1000_0000_0000_0001n,
    (file: ImageFile) => {
      const directory = { ...layout, grainsPerTable: 4096, entryBytes: 8 } as const;
      const header = { capacity: 0n, layout: directory, tables: 4096n, grains: 8192n };
      const read = seSparseTables(file, header, newest);
      const block = { kind: 0, offset: 0, count: 1 };
      for (let index = 0; index < tables; index++) read.read(index * 4096, block);
    },
  ],
])('%s: all tables are read into the memory of one', (_name, word, read) => {
  const { file, buffers } = fileOf(word);
  read(file);
  // That of the directory, and that of the tables.
  expect(buffers.size).toBeLessThanOrEqual(2);
});
