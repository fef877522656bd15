import { big, filled, joined, repeated } from './bytes.ts';
import { image, oneFile, type WorstCase } from './worst-case.ts';

/** The fields of a header that differ between cases. */
export interface Qcow2Header {
  readonly clusterBits?: number;
  readonly size?: number;
  readonly l1Entries?: number;
  readonly l1At?: number;
  readonly refcountsAt?: number;
  readonly refcountClusters?: number;
  readonly snapshots?: number;
  readonly snapshotsAt?: number;
  readonly incompatible?: bigint;
  readonly autoclear?: number;
  readonly backing?: string;
  readonly extensions?: Uint8Array;
}

/** Where the name of a backing file stands. */
const backingAt = 0x200;

/** A header of version 3, of 104 bytes, then its extensions. */
export function header(fields: Qcow2Header): Buffer {
  const { clusterBits = 16, size = 2 ** 30, l1Entries = 2, l1At = 0x30000, refcountsAt = 0x10000 } = fields;
  const { refcountClusters = 1, snapshots = 0, snapshotsAt = 0, incompatible = 0n, autoclear = 0 } = fields;
  const { backing = '', extensions = new Uint8Array() } = fields;
  const fixed = joined(
    ...['QFI\xfb', big.u32(3), big.u64(backing === '' ? 0 : backingAt), big.u32(backing.length)],
    ...[big.u32(clusterBits), big.u64(size), big.u32(0), big.u32(l1Entries), big.u64(l1At)],
    ...[big.u64(refcountsAt), big.u32(refcountClusters), big.u32(snapshots), big.u64(snapshotsAt)],
    ...[big.u64(incompatible), big.u64(0), big.u64(autoclear), big.u32(4), big.u32(104), extensions],
  );
  return backing === '' ? fixed : joined(filled(backingAt, fixed), backing);
}

const mebibyte = 2 ** 20;

/** A snapshot that keeps no state of a machine. */
export function snapshot(id: string, name: string, l1At: number, l1Entries: number): Buffer {
  const length = 40 + 16 + id.length + name.length;
  return filled(
    Math.ceil(length / 8) * 8,
    ...[big.u64(l1At), big.u32(l1Entries), big.u16(id.length), big.u16(name.length)],
    ...[new Uint8Array(20), big.u32(16), new Uint8Array(16), id, name],
  );
}

interface Bitmap {
  readonly tableAt?: number;
  readonly tableEntries?: number;
  readonly inUse?: boolean;
  readonly granularityBits?: number;
}

function bitmap(name: string, fields: Bitmap): Buffer {
  const { tableAt = 0x10000, tableEntries = 1, inUse = false, granularityBits = 16 } = fields;
  return filled(
    Math.ceil((24 + name.length) / 8) * 8,
    ...[big.u64(tableAt), big.u32(tableEntries), big.u32(inUse ? 1 : 0)],
    ...[Buffer.of(1, granularityBits), big.u16(name.length), big.u32(0), name],
  );
}

/** So many bitmaps with different names of a length. */
export function bitmaps(count: number, nameBytes: number, fields: Bitmap): Buffer {
  return joined(
    ...Array.from({ length: count }, (_, index) => bitmap(String(index).padStart(nameBytes, '0'), fields)),
  );
}

/** The fields of a header with a directory of bitmaps. */
export function withBitmaps(count: number, directory: Uint8Array, at: number): Qcow2Header {
  return {
    autoclear: 1,
    extensions: joined(
      ...[big.u32(0x23852875), big.u32(24), big.u32(count), big.u32(0)],
      ...[big.u64(directory.length), big.u64(at), big.u64(0)],
    ),
  };
}

/** Where directories of bitmaps lie that are longer than a cluster. */
export const directoryAt: number = 16 * mebibyte;

/** An image with so many bitmaps. */
export function manyBitmaps(count: number, nameBytes: number, fields: Bitmap): ReturnType<typeof oneFile> {
  const directory = bitmaps(count, nameBytes, fields);
  return oneFile(
    100 * mebibyte,
    [0, header(withBitmaps(count, directory, directoryAt))],
    [directoryAt, directory],
  );
}

/** An image with so many bitmaps of one name. */
export function sameBitmaps(count: number): ReturnType<typeof oneFile> {
  const directory = repeated(bitmap('same1234', {}), count);
  return oneFile(
    100 * mebibyte,
    [0, header(withBitmaps(count, directory, directoryAt))],
    [directoryAt, directory],
  );
}

/** Four bitmaps whose tables have as many entries as clusters of 4 KiB may have bits. */
export function longBitmapTables(entry: number): ReturnType<typeof oneFile> {
  const tableEntries = 2 ** 17;
  const directory = bitmaps(4, 8, { tableAt: directoryAt, tableEntries, granularityBits: 9 });
  const shape = { clusterBits: 12, size: 2 ** 41, l1Entries: 2 ** 20, l1At: 2 ** 28, refcountsAt: 0x1000 };
  return oneFile(
    400 * mebibyte,
    [0, header({ ...shape, ...withBitmaps(4, directory, mebibyte) })],
    [mebibyte, directory],
    [directoryAt, repeated(big.u64(entry), tableEntries)],
  );
}

const layers = 200;

/** A chain of 200 layers; `parts` are those of each file but for its header. */
export function chain(
  fields: Qcow2Header,
  ...parts: readonly (readonly [number, Uint8Array])[]
): ReturnType<WorstCase['files']> {
  const files = Array.from({ length: layers }, (_, layer) => {
    const backing = layer === 0 ? '' : `${layer - 1}.img`;
    const head = [0, header({ ...fields, backing })] as const;
    return [
      layer === layers - 1 ? image : `${layer}.img`,
      { parts: [head, ...parts], length: 65 * mebibyte },
    ] as const;
  });
  return Object.fromEntries(files);
}
