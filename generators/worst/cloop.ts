import { big, filled, joined, table } from './bytes.ts';
import { mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const script = '#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n';
const offsetsAt = 136;

function header(blockBytes: number, blocks: number): Buffer {
  return joined(filled(128, script), big.u32(blockBytes), big.u32(blocks));
}

export const worstCloop: readonly WorstCase[] = [
  {
    name: 'longest table, of zeros',
    words: mapped('cloop'),
    files: () => oneFile(2 ** 29 + mebibyte, [0, header(512, 2 ** 26 - 2)]),
  },
  {
    name: 'longest table, behind the end of the file',
    words: mapped('cloop'),
    files: () => oneFile(mebibyte, [0, header(65_536, 2 ** 26 - 2)]),
  },
  {
    name: 'four million blocks',
    words: mapped('cloop'),
    files: () =>
      oneFile(
        64 * mebibyte,
        [0, header(512, 2 ** 22)],
        [offsetsAt, table.big64(2 ** 22 + 1, index => index * 100)],
      ),
  },
  {
    name: 'blocks of 64 MiB',
    words: mapped('cloop'),
    files: () =>
      oneFile(
        64 * mebibyte,
        [0, header(64 * mebibyte, 2 ** 20)],
        [offsetsAt, table.big64(2 ** 20 + 1, index => index * 120 * mebibyte)],
      ),
  },
];
