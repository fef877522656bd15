import { filled, joined, little, noise, repeated, table } from './bytes.ts';
import { mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const tableAt = 64;
const openMagic = 0x746f_6e59;

/** The header of an image of clusters of so many sectors. */
function header(entries: number, sectors: number, inUse = 0): Buffer {
  return filled(
    tableAt,
    joined('WithouFreSpacExt', ...[2, 16, 1000, sectors, entries].map(little.u32)),
    ...[little.u64(entries * sectors), ...[inUse, 0, 0].map(little.u32)],
  );
}

export const worstParallels: readonly WorstCase[] = [
  {
    name: 'longest table, of zeros',
    words: mapped('parallels', '-l', '900G'),
    files: () => oneFile(2 ** 31 + mebibyte, [0, header(0x1fff_ffff, 2048)]),
  },
  {
    name: 'clusters of one sector',
    words: mapped('parallels'),
    files: () => oneFile(65 * mebibyte, [0, header(2 ** 24, 1)]),
  },
  {
    name: 'a table of noise',
    words: mapped('parallels'),
    files: () => oneFile(64 * mebibyte, [0, header(2 ** 22, 8)], [tableAt, noise(16 * mebibyte)]),
  },
  {
    name: 'every other cluster of 4 KiB',
    words: mapped('parallels', '-l', '4G'),
    files: () =>
      oneFile(
        64 * mebibyte,
        [0, header(2 ** 21, 8)],
        [tableAt, repeated(joined(little.u32(0), little.u32(3000)), mebibyte)],
      ),
  },
  {
    name: 'open, with 4,194,304 clusters out of order',
    words: mapped('parallels', '-l', '1G'),
    files: () =>
      oneFile(
        2 ** 35,
        [0, header(2 ** 22, 8, openMagic)],
        [tableAt, table.little32(2 ** 22, index => 3000 + index)],
      ),
  },
];
