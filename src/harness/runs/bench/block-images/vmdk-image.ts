import { topName, type WriteChain } from '../images.ts';
import { forEachAllocated, sector, writeBlocks } from './block-image.ts';

const grainBytes = 65_536;
const grainsPerTable = 512;
const descriptorAt = sector;
const descriptorBytes = 20 * sector;
const directoryAt = descriptorAt + descriptorBytes;

/** A monolithicSparse VMDK image of 64 KiB grains, 512 of them a table. */
export function vmdkImage(grains: number): WriteChain {
  const tables = grains / grainsPerTable;
  const tablesAt = directoryAt + Math.ceil((4 * tables) / sector) * sector;
  const dataAt = Math.ceil((tablesAt + 4 * grains) / grainBytes) * grainBytes;
  const sectors = (grains * grainBytes) / sector;
  return writeBlocks({
    blocks: grains,
    blockBytes: grainBytes,
    dataAt,
    parts: () => [
      [0, header(sectors, dataAt)],
      [descriptorAt, descriptor(sectors)],
      [directoryAt, grainDirectory(tables, tablesAt)],
      [tablesAt, grainTables(grains, dataAt)],
    ],
  });
}

function header(sectors: number, dataAt: number): Buffer {
  const bytes = Buffer.alloc(sector);
  bytes.write('KDMV', 'latin1');
  bytes.writeUInt32LE(1, 4);
  bytes.writeUInt32LE(3, 8);
  bytes.writeBigUInt64LE(BigInt(sectors), 12);
  bytes.writeBigUInt64LE(BigInt(grainBytes / sector), 20);
  bytes.writeBigUInt64LE(BigInt(descriptorAt / sector), 28);
  bytes.writeBigUInt64LE(BigInt(descriptorBytes / sector), 36);
  bytes.writeUInt32LE(grainsPerTable, 44);
  bytes.writeBigUInt64LE(BigInt(directoryAt / sector), 48);
  bytes.writeBigUInt64LE(BigInt(directoryAt / sector), 56);
  bytes.writeBigUInt64LE(BigInt(dataAt / sector), 64);
  bytes.write('\n \r\n', 73, 'latin1');
  return bytes;
}

function descriptor(sectors: number): Buffer {
  const bytes = Buffer.alloc(descriptorBytes);
  bytes.write(
    `# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\ncreateType="monolithicSparse"\n\nRW ${sectors} SPARSE "${topName}"\n`,
  );
  return bytes;
}

function grainDirectory(tables: number, tablesAt: number): Buffer {
  const bytes = Buffer.alloc(4 * tables);
  for (let table = 0; table < tables; table++)
    bytes.writeUInt32LE((tablesAt + 4 * grainsPerTable * table) / sector, 4 * table);
  return bytes;
}

/** All grain tables, which follow each other. */
function grainTables(grains: number, dataAt: number): Buffer {
  const bytes = Buffer.alloc(4 * grains);
  forEachAllocated(grains, (grain, before) =>
    bytes.writeUInt32LE((dataAt + before * grainBytes) / sector, 4 * grain),
  );
  return bytes;
}
