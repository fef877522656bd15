import { big, filled, joined, noise, repeated, table } from './bytes.ts';
import { image, mapped, oneFile, type WorstCase } from './worst-case.ts';

interface Header {
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
function header(fields: Header): Buffer {
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
const copied = 2n ** 63n;
/** The entries of the longest L1 table, 32 MiB. */
const mostEntries = 2 ** 22;
const longestL1 = { size: mostEntries * 2 ** 29, l1Entries: mostEntries };
/** Tables of 64 entries. */
const smallest = { clusterBits: 9, size: mostEntries * 2 ** 15, l1Entries: mostEntries, l1At: 0x1000 };

/** A snapshot that keeps no state of a machine. */
function snapshot(id: string, name: string, l1At: number, l1Entries: number): Buffer {
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
function bitmaps(count: number, nameBytes: number, fields: Bitmap): Buffer {
  return joined(
    ...Array.from({ length: count }, (_, index) => bitmap(String(index).padStart(nameBytes, '0'), fields)),
  );
}

/** The fields of a header with a directory of bitmaps. */
function withBitmaps(count: number, directory: Uint8Array, at: number): Header {
  return {
    autoclear: 1,
    extensions: joined(
      ...[big.u32(0x23852875), big.u32(24), big.u32(count), big.u32(0)],
      ...[big.u64(directory.length), big.u64(at), big.u64(0)],
    ),
  };
}

const directoryAt = 16 * mebibyte;

function manyBitmaps(count: number, nameBytes: number, fields: Bitmap): ReturnType<typeof oneFile> {
  const directory = bitmaps(count, nameBytes, fields);
  return oneFile(
    100 * mebibyte,
    [0, header(withBitmaps(count, directory, directoryAt))],
    [directoryAt, directory],
  );
}

/** Four bitmaps whose tables have as many entries as clusters of 4 KiB may have bits. */
function longBitmapTables(entry: number): ReturnType<typeof oneFile> {
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
function chain(
  fields: Header,
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

export const worstQcow2: readonly WorstCase[] = [
  {
    name: 'longest L1 table, of zeros',
    words: mapped('qcow2'),
    files: () => oneFile(40 * mebibyte, [0, header(longestL1)]),
  },
  {
    name: 'longest L1 table, of clusters of 512 bytes',
    words: mapped('qcow2'),
    files: () => oneFile(40 * mebibyte, [0, header({ ...smallest, refcountsAt: 0x200 })]),
  },
  {
    name: 'one L2 table everywhere',
    words: mapped('qcow2', '-l', '4T'),
    files: () =>
      oneFile(
        70 * mebibyte,
        [0, header(longestL1)],
        [0x30000, repeated(big.u64(copied | 0x4000000n), mostEntries)],
      ),
  },
  {
    name: 'one small L2 table everywhere, every other entry zeros',
    words: mapped('qcow2', '-l', '1G'),
    files: () =>
      oneFile(
        70 * mebibyte,
        [0, header({ ...smallest, refcountsAt: 0x200 })],
        [0x1000, repeated(big.u64(copied | 0x3000000n), mostEntries)],
        [0x3000000, repeated(joined(big.u64(copied | 0x4000000n), big.u64(1)), 32)],
      ),
  },
  {
    name: '65,536 L2 tables of zeros',
    words: mapped('qcow2', '-l', '8T'),
    files: () =>
      oneFile(
        2 ** 33,
        [0, header({ size: 2 ** 45, l1Entries: 2 ** 16 })],
        [0x30000, table.big64(2 ** 16, index => copied | BigInt(2 ** 24 + index * 65_536))],
      ),
  },
  {
    name: 'longest L1 table, of noise',
    words: mapped('qcow2'),
    files: () => oneFile(70 * mebibyte, [0, header(longestL1)], [0x30000, noise(32 * mebibyte)]),
  },
  {
    name: 'longest refcount table, of noise',
    words: mapped('qcow2'),
    files: () =>
      oneFile(
        20 * mebibyte,
        [0, header({ refcountsAt: mebibyte, refcountClusters: 128 })],
        [mebibyte, noise(8 * mebibyte)],
      ),
  },
  {
    name: '65,535 snapshots of 64 MiB in all',
    words: mapped('qcow2'),
    files: () =>
      oneFile(
        80 * mebibyte,
        [0, header({ snapshots: 65_535, snapshotsAt: mebibyte })],
        [mebibyte, repeated(snapshot('1', 'n'.repeat(967), 0x30000, 2), 65_535)],
      ),
  },
  {
    name: '65,536 snapshots with the longest L1 table',
    words: mapped('qcow2'),
    files: () =>
      oneFile(
        60 * mebibyte,
        [0, header({ snapshots: 65_536, snapshotsAt: mebibyte })],
        [mebibyte, repeated(snapshot('1', 'n', 16 * mebibyte, mostEntries), 65_536)],
      ),
  },
  {
    name: '262,000 header extensions',
    words: mapped('qcow2'),
    files: () =>
      oneFile(20 * mebibyte, [
        0,
        header({
          ...{ clusterBits: 21, l1Entries: 1, l1At: 6 * mebibyte, refcountsAt: 2 * mebibyte },
          extensions: repeated(joined(big.u32(0x12345678), big.u32(0)), 262_000),
        }),
      ]),
  },
  {
    name: 'unknown features, and a table of 2 MiB with their names',
    words: mapped('qcow2'),
    files: () =>
      oneFile(20 * mebibyte, [
        0,
        header({
          ...{ clusterBits: 21, l1Entries: 1, l1At: 6 * mebibyte, refcountsAt: 2 * mebibyte },
          incompatible: 0xffff_ffff_ffff_ff00n,
          extensions: joined(
            big.u32(0x6803f857),
            big.u32(43_600 * 48),
            repeated(`\0\x09${'A'.repeat(46)}`, 43_600),
          ),
        }),
      ]),
  },
  {
    name: '65,535 bitmaps in use, with long names',
    words: mapped('qcow2'),
    files: () => manyBitmaps(65_535, 992, { inUse: true }),
  },
  { name: '4,000 bitmaps', words: mapped('qcow2'), files: () => manyBitmaps(4000, 1016, {}) },
  { name: '65,535 bitmaps with one name', words: mapped('qcow2'), files: () => sameBitmaps(65_535) },
  {
    name: 'bitmap tables of 131,072 zeros',
    words: mapped('qcow2'),
    files: () => longBitmapTables(0),
  },
  { name: 'bitmap tables of 131,072 ones', words: mapped('qcow2'), files: () => longBitmapTables(1) },
  {
    name: '200 layers with 2,000 snapshots each',
    words: mapped('qcow2'),
    files: () =>
      chain({ snapshots: 2000, snapshotsAt: mebibyte }, [
        mebibyte,
        repeated(snapshot('1', 'n', 0x30000, 2), 2000),
      ]),
  },
  {
    name: '200 layers with 500 bitmaps each',
    words: mapped('qcow2'),
    files: () => {
      const directory = bitmaps(500, 1000, { inUse: true });
      return chain(withBitmaps(500, directory, directoryAt), [directoryAt, directory]);
    },
  },
];

function sameBitmaps(count: number): ReturnType<typeof oneFile> {
  const directory = repeated(bitmap('same1234', {}), count);
  return oneFile(
    100 * mebibyte,
    [0, header(withBitmaps(count, directory, directoryAt))],
    [directoryAt, directory],
  );
}
