import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { topName, type WriteChain } from './images.ts';

/** Bytes at a place of a file. */
type Part = readonly [at: number, bytes: Buffer];

/** Writes an image of a million blocks, of which a few in a row are allocated, then a few are not. Their data are holes of the file. */
function blockImage(parts: () => readonly Part[], length: number): WriteChain {
  return folder => {
    const file = openSync(join(folder, topName), 'w');
    for (const [at, bytes] of parts()) writeSync(file, bytes, 0, bytes.length, at);
    ftruncateSync(file, length);
    closeSync(file);
  };
}

/** Fibonacci hashing (Knuth, volume 3, 6.4): half of the blocks, without a pattern. */
function isAllocated(block: number): boolean {
  return Math.imul(block + 1, 0x9e3779b1) >>> 31 === 1;
}

/** How many of so many blocks are allocated. */
function allocated(blocks: number): number {
  return Array.from({ length: blocks }, (_, block) => isAllocated(block)).filter(Boolean).length;
}

const mebibyte = 2 ** 20;
const sector = 512;

/** A dynamic VDI image of 1 MiB blocks. */
export function vdiImage(blocks: number): WriteChain {
  const mapAt = sector;
  const dataAt = mapAt + 4 * blocks;
  return blockImage(
    () => {
      const header = Buffer.alloc(sector);
      header.writeUInt32LE(0xbeda107f, 0x40);
      header.writeUInt32LE(0x0001_0001, 0x44);
      header.writeUInt32LE(0x190, 0x48);
      header.writeUInt32LE(1, 0x4c);
      header.writeUInt32LE(mapAt, 0x154);
      header.writeUInt32LE(dataAt, 0x158);
      header.writeUInt32LE(sector, 0x168);
      header.writeBigUInt64LE(BigInt(blocks * mebibyte), 0x170);
      header.writeUInt32LE(mebibyte, 0x178);
      header.writeUInt32LE(blocks, 0x180);
      const map = Buffer.alloc(4 * blocks, 0xff);
      let next = 0;
      for (let block = 0; block < blocks; block++)
        if (isAllocated(block)) map.writeUInt32LE(next++, 4 * block);
      header.writeUInt32LE(next, 0x184);
      return [
        [0, header],
        [mapAt, map],
      ];
    },
    dataAt + allocated(blocks) * mebibyte,
  );
}

/** A dynamic VPC image of 1 MiB blocks, each behind a sector with its bitmap. */
export function vpcImage(blocks: number): WriteChain {
  const [headerAt, tableAt] = [sector, 3 * sector];
  const dataAt = tableAt + 4 * blocks;
  const blockBytes = sector + mebibyte;
  return blockImage(
    () => {
      const footer = Buffer.alloc(sector);
      footer.write('conectix', 'latin1');
      footer.writeUInt32BE(2, 8);
      footer.writeUInt32BE(0x0001_0000, 12);
      footer.writeBigUInt64BE(BigInt(headerAt), 16);
      // qemu takes the size from the footer, not from the geometry, for images of this creator.
      footer.write('qem2', 28, 'latin1');
      footer.writeBigUInt64BE(BigInt(blocks * mebibyte), 40);
      footer.writeBigUInt64BE(BigInt(blocks * mebibyte), 48);
      footer.writeUInt32BE(3, 60);
      footer.writeUInt32BE(sumOf(footer), 64);
      const header = Buffer.alloc(1024);
      header.write('cxsparse', 'latin1');
      header.fill(0xff, 8, 16);
      header.writeBigUInt64BE(BigInt(tableAt), 16);
      header.writeUInt32BE(0x0001_0000, 24);
      header.writeUInt32BE(blocks, 28);
      header.writeUInt32BE(mebibyte, 32);
      header.writeUInt32BE(sumOf(header), 36);
      const table = Buffer.alloc(4 * blocks, 0xff);
      let next = 0;
      for (let block = 0; block < blocks; block++)
        if (isAllocated(block)) table.writeUInt32BE((dataAt + next++ * blockBytes) / sector, 4 * block);
      return [
        [0, footer],
        [headerAt, header],
        [tableAt, table],
      ];
    },
    dataAt + allocated(blocks) * blockBytes,
  );
}

/** The complement of the sum of all bytes. */
function sumOf(bytes: Buffer): number {
  return ~bytes.reduce((sum, byte) => sum + byte, 0) >>> 0;
}

/** A QED image of 64 KiB clusters and tables of four clusters. */
export function qedImage(clusters: number): WriteChain {
  const clusterBytes = 65_536;
  const tableBytes = 4 * clusterBytes;
  const l1At = clusterBytes;
  const l2At = l1At + tableBytes;
  const tables = Math.ceil((8 * clusters) / tableBytes);
  const dataAt = l2At + tables * tableBytes;
  return blockImage(
    () => {
      const header = Buffer.alloc(sector);
      header.write('QED\0', 'latin1');
      header.writeUInt32LE(clusterBytes, 4);
      header.writeUInt32LE(tableBytes / clusterBytes, 8);
      header.writeUInt32LE(1, 12);
      header.writeBigUInt64LE(BigInt(l1At), 40);
      header.writeBigUInt64LE(BigInt(clusters * clusterBytes), 48);
      const l1 = Buffer.alloc(tableBytes);
      for (let table = 0; table < tables; table++)
        l1.writeBigUInt64LE(BigInt(l2At + table * tableBytes), 8 * table);
      const l2 = Buffer.alloc(tables * tableBytes);
      let next = 0;
      for (let cluster = 0; cluster < clusters; cluster++)
        if (isAllocated(cluster)) l2.writeBigUInt64LE(BigInt(dataAt + next++ * clusterBytes), 8 * cluster);
      return [
        [0, header],
        [l1At, l1],
        [l2At, l2],
      ];
    },
    dataAt + allocated(clusters) * clusterBytes,
  );
}

/** A monolithicSparse VMDK image of 64 KiB grains, 512 of them a table. */
export function vmdkImage(grains: number): WriteChain {
  const [grainBytes, perTable] = [65_536, 512];
  const [descriptorAt, directoryAt] = [sector, 21 * sector];
  const tables = grains / perTable;
  const tablesAt = directoryAt + Math.ceil((4 * tables) / sector) * sector;
  const dataAt = Math.ceil((tablesAt + 4 * grains) / grainBytes) * grainBytes;
  const sectors = (grains * grainBytes) / sector;
  return blockImage(
    () => {
      const header = Buffer.alloc(sector);
      header.write('KDMV', 'latin1');
      header.writeUInt32LE(1, 4);
      header.writeUInt32LE(3, 8);
      header.writeBigUInt64LE(BigInt(sectors), 12);
      header.writeBigUInt64LE(BigInt(grainBytes / sector), 20);
      header.writeBigUInt64LE(BigInt(descriptorAt / sector), 28);
      header.writeBigUInt64LE(20n, 36);
      header.writeUInt32LE(perTable, 44);
      header.writeBigUInt64LE(BigInt(directoryAt / sector), 48);
      header.writeBigUInt64LE(BigInt(directoryAt / sector), 56);
      header.writeBigUInt64LE(BigInt(dataAt / sector), 64);
      header.write('\n \r\n', 73, 'latin1');
      const descriptor = Buffer.alloc(20 * sector);
      descriptor.write(
        `# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType="monolithicSparse"\n\nRW ${sectors} SPARSE "${topName}"\n`,
      );
      const directory = Buffer.alloc(4 * tables);
      for (let table = 0; table < tables; table++)
        directory.writeUInt32LE((tablesAt + 4 * perTable * table) / sector, 4 * table);
      const entries = Buffer.alloc(4 * grains);
      let next = 0;
      for (let grain = 0; grain < grains; grain++)
        if (isAllocated(grain)) entries.writeUInt32LE((dataAt + next++ * grainBytes) / sector, 4 * grain);
      return [
        [0, header],
        [descriptorAt, descriptor],
        [directoryAt, directory],
        [tablesAt, entries],
      ];
    },
    dataAt + allocated(grains) * grainBytes,
  );
}
