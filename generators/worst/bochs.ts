import { filled, joined, little, table } from './bytes.ts';
import { mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const catalogAt = 512;

function header(entries: number, extentBytes: number, size: number): Buffer {
  return joined(
    ...[filled(32, 'Bochs Virtual HD Image'), filled(16, 'Redolog'), filled(16, 'Growing')],
    ...[0x20000, catalogAt, entries, 512, extentBytes, 0].map(little.u32),
    little.u64(size),
  );
}

export const worstBochs: readonly WorstCase[] = [
  {
    name: 'longest catalog, of zeros',
    words: mapped('bochs'),
    files: () => oneFile(16 * mebibyte, [0, header(2 ** 20, 8 * mebibyte, 2 ** 42)]),
  },
  {
    name: 'longest catalog, behind the end of the file',
    words: mapped('bochs'),
    files: () => oneFile(1024, [0, header(2 ** 20, 8 * mebibyte, 2 ** 43)]),
  },
  {
    name: 'a million extents of 4 KiB',
    words: mapped('bochs', '-l', '256M'),
    files: () =>
      oneFile(
        2 ** 33,
        [0, header(2 ** 20, 4096, 2 ** 32)],
        [catalogAt, table.little32(2 ** 20, index => index)],
      ),
  },
];
