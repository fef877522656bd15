import { big, filled, joined, noise, repeated } from './bytes.ts';
import { mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const tableAt = 1536;

/** The footer and the header of a dynamic image, whose table follows. */
function headers(entries: number, blockBytes: number, size = entries * blockBytes): Buffer {
  const footer = filled(
    512,
    ...['conectix', big.u32(2), big.u32(0x10000), big.u64(512), big.u32(0), 'qem2', big.u32(0x50003), 'Wi2k'],
    ...[big.u64(size), big.u64(size), big.u16(65_535), Buffer.of(16, 255), big.u32(3)],
  );
  const header = filled(
    1024,
    ...[
      'cxsparse',
      repeated('\xff', 8),
      big.u64(tableAt),
      big.u32(0x10000),
      big.u32(entries),
      big.u32(blockBytes),
    ],
  );
  return joined(summed(footer, 64), summed(header, 36));
}

/** The bytes with the complement of their sum at a place. */
function summed(bytes: Buffer, at: number): Buffer {
  bytes.writeUInt32BE(~bytes.reduce((sum, byte) => sum + byte, 0) >>> 0, at);
  return bytes;
}

/** As large as an image may be: 2,040 GiB. */
const usual = headers(2 ** 20, 2 * mebibyte, 2040 * 2 ** 30);

export const worstVpc: readonly WorstCase[] = [
  {
    name: 'a million blocks at one place',
    words: mapped('vpc'),
    files: () => oneFile(64 * mebibyte, [0, usual]),
  },
  {
    name: 'a million blocks, none allocated',
    words: mapped('vpc'),
    files: () => oneFile(64 * mebibyte, [0, usual], [tableAt, repeated('\xff', 2 ** 22)]),
  },
  {
    name: 'a table of noise',
    words: mapped('vpc', '-l', '256G'),
    files: () => oneFile(64 * mebibyte, [0, usual], [tableAt, noise(2 ** 22)]),
  },
  {
    name: 'a table of 1 GiB, of zeros',
    words: mapped('vpc', '-l', '256M'),
    files: () => oneFile(2 ** 30 + mebibyte, [0, headers(2 ** 28, 512)]),
  },
  {
    name: 'every other block of 512 bytes',
    words: mapped('vpc', '-l', '256M'),
    files: () =>
      oneFile(
        64 * mebibyte,
        [0, headers(2 ** 22, 512)],
        [tableAt, repeated(joined(big.u32(0xffff_ffff), big.u32(1000)), 2 ** 21)],
      ),
  },
];
