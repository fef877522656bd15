const ids = 'CID=12345678\nparentCID=ffffffff\n';

/** A small KDMV file with grains of 8 sectors and one table at sector 4. */
export interface TinySparse {
  /** Sectors. */
  readonly capacity: bigint;
  /** The entries of the table, at most 512. */
  readonly table: readonly number[];
  /** The sector of the directory. Absent: 3, with the table as its first entry. */
  readonly directory?: number;
  readonly hasZeroGrains?: boolean;
  readonly version?: number;
}

/** The bytes of a sparse file, with a descriptor of its own. */
export function sparseFile(image: TinySparse): Buffer {
  const { capacity, table, directory = 3, hasZeroGrains = false, version = 1 } = image;
  const bytes = Buffer.alloc(4096);
  bytes.write('KDMV');
  bytes.writeUInt32LE(version, 4);
  bytes.writeUInt32LE(hasZeroGrains ? 4 : 0, 8);
  bytes.writeBigUInt64LE(capacity, 12);
  bytes.writeBigUInt64LE(8n, 20);
  bytes.writeBigUInt64LE(1n, 28);
  bytes.writeUInt32LE(512, 44);
  bytes.writeBigUInt64LE(BigInt(directory), 56);
  bytes.write(ids, 512);
  bytes.writeUInt32LE(4, 3 * 512);
  for (const [index, entry] of table.entries()) bytes.writeUInt32LE(entry, 4 * 512 + 4 * index);
  return bytes;
}

/** A descriptor with the lines of some extents. */
export function describing(lines: string): Buffer {
  return Buffer.from(`# Disk DescriptorFile\nversion=1\n${ids}createType="vmfs"\n#\n${lines}`);
}
