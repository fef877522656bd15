/**
 * A small qcow2 image for a test. Cluster 0 holds the header, 1 the refcount table, 2 a refcount block, 3 the L1 table, and
 * the L2 tables follow; nothing comes after them. All refcounts are zero unless a test writes some.
 */
export interface TinyQcow2 {
  readonly version?: 2 | 3;
  /** Absent: 9, which means clusters of 512 bytes, and 64 of them in an L2 table. */
  readonly clusterBits?: number;
  /** The virtual size in bytes. Absent: what the L2 tables cover. */
  readonly size?: bigint;
  /** The L2 tables by L1 index; undefined for an L1 entry without a table. */
  readonly l2?: readonly (readonly bigint[] | undefined)[];
  readonly backing?: string;
  /** Header extensions, as type and data. */
  readonly extensions?: readonly (readonly [number, Uint8Array])[];
  /** Changes to the finished file: an offset in bytes, and hexadecimal digits. */
  readonly edits?: readonly (readonly [number, string])[];
}

/** Flags of L1 and L2 entries. */
export const copied: bigint = 1n << 63n;
export const compressed: bigint = 1n << 62n;
export const zero = 1n;

/** Writes the image. */
export function tinyQcow2(image: TinyQcow2): Buffer {
  const { version = 3, clusterBits = 9, l2 = [], backing = '', extensions = [], edits = [] } = image;
  const clusterSize = 2 ** clusterBits;
  const covered = BigInt(clusterSize) * BigInt(clusterSize / 8);
  const bytes = Buffer.alloc((4 + l2.length) * clusterSize);
  bytes.write('QFI\xfb', 'latin1');
  bytes.writeUInt32BE(version, 4);
  bytes.writeUInt32BE(clusterBits, 20);
  bytes.writeBigUInt64BE(image.size ?? covered * BigInt(l2.length), 24);
  bytes.writeUInt32BE(l2.length, 36);
  bytes.writeBigUInt64BE(BigInt(3 * clusterSize), 40);
  bytes.writeBigUInt64BE(BigInt(clusterSize), 48);
  bytes.writeUInt32BE(1, 56);
  let at = 72;
  if (version === 3) {
    bytes.writeUInt32BE(4, 96);
    bytes.writeUInt32BE(104, 100);
    at = 104;
  }
  for (const [type, data] of extensions) {
    bytes.writeUInt32BE(type, at);
    bytes.writeUInt32BE(data.length, at + 4);
    bytes.set(data, at + 8);
    at += 8 + Math.ceil(data.length / 8) * 8;
  }
  if (backing !== '') {
    bytes.writeBigUInt64BE(BigInt(at + 8), 8);
    bytes.writeUInt32BE(bytes.write(backing, at + 8, 'latin1'), 16);
  }
  l2.forEach((words, index) => {
    if (words === undefined) return;
    const table = (4 + index) * clusterSize;
    bytes.writeBigUInt64BE(copied | BigInt(table), 3 * clusterSize + 8 * index);
    words.forEach((word, entry) => {
      bytes.writeBigUInt64BE(word, table + 8 * entry);
    });
  });
  for (const [position, digits] of edits) bytes.write(digits, position, 'hex');
  return bytes;
}
