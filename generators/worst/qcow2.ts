import { big, joined, noise, repeated, table } from './bytes.ts';
import {
  bitmaps,
  chain,
  directoryAt,
  header,
  longBitmapTables,
  manyBitmaps,
  sameBitmaps,
  snapshot,
  withBitmaps,
} from './qcow2-parts.ts';
import { mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const copied = 2n ** 63n;
/** The entries of the longest L1 table, 32 MiB. */
const mostEntries = 2 ** 22;
const longestL1 = { size: mostEntries * 2 ** 29, l1Entries: mostEntries };
/** Tables of 64 entries. */
const smallest = { clusterBits: 9, size: mostEntries * 2 ** 15, l1Entries: mostEntries, l1At: 0x1000 };

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
