import { joined, little, noise, repeated, table } from './bytes.ts';
import { mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;

/** The feature of an image whose tables are to be checked. */
const needsCheck = 2;

/** A header; its L1 table stands in the second cluster. */
function header(clusterBytes: number, size: number | bigint, features = 0): Buffer {
  return joined(
    ...['QED\0', little.u32(clusterBytes), little.u32(16), little.u32(1), little.u64(features)],
    ...[little.u64(0), little.u64(0), little.u64(clusterBytes), little.u64(size), little.u64(0)],
  );
}

/** Clusters of 4 KiB, tables of 8,192 entries. */
const small = header(4096, 2 ** 38);
const entries = 8192;

export const worstQed: readonly WorstCase[] = [
  {
    name: 'tables of 16 MiB, of zeros',
    words: mapped('qed'),
    files: () => oneFile(2 ** 32, [0, header(2 ** 20, 2n ** 61n)]),
  },
  {
    name: 'one L2 table everywhere, every other entry zeros',
    words: mapped('qed', '-l', '8G'),
    files: () =>
      oneFile(
        16 * mebibyte,
        [0, small],
        [4096, repeated(little.u64(mebibyte), entries)],
        [mebibyte, repeated(joined(little.u64(2 * mebibyte), little.u64(1)), entries / 2)],
      ),
  },
  {
    name: '8,192 L2 tables of zeros, to be checked',
    words: mapped('qed'),
    files: () =>
      oneFile(
        2 ** 30,
        [0, header(4096, 2 ** 38, needsCheck)],
        [4096, table.little64(entries, index => mebibyte + index * 65_536)],
      ),
  },
  {
    name: 'L1 table of noise',
    words: mapped('qed'),
    files: () => oneFile(16 * mebibyte, [0, small], [4096, noise(65_536)]),
  },
  {
    name: 'L2 table of noise',
    words: mapped('qed'),
    files: () =>
      oneFile(
        16 * mebibyte,
        [0, small],
        [4096, repeated(little.u64(mebibyte), entries)],
        [mebibyte, noise(65_536)],
      ),
  },
];
