import { big, filled, joined, noise, repeated, table } from './bytes.ts';
import { image, mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const l1At = 0x1000;

/** A header whose L1 table stands at 4 KiB. */
function header(size: number, clusterBits: number, l2Bits: number, backing = ''): Buffer {
  const fixed = joined(
    ...['QFI\xfb', big.u32(1), big.u64(backing === '' ? 0 : 512), big.u32(backing.length), big.u32(0)],
    ...[big.u64(size), Buffer.of(clusterBits, l2Bits), big.u16(0), big.u32(0), big.u64(l1At)],
  );
  return backing === '' ? fixed : joined(filled(512, fixed), backing);
}

/** Clusters of 512 bytes, and a million L2 tables of 64 entries. */
const manyTables = header(2 ** 35, 9, 6);
const tables = 2 ** 20;
const layers = 200;

export const worstQcow: readonly WorstCase[] = [
  {
    name: 'an L1 table of 256 MiB, of zeros',
    words: mapped('qcow', '-l', '8G'),
    files: () => oneFile(2 ** 29, [0, header(2 ** 40, 9, 6)]),
  },
  {
    name: 'one L2 table everywhere, every other entry zero',
    words: mapped('qcow', '-l', '512M'),
    files: () =>
      oneFile(
        64 * mebibyte,
        [0, manyTables],
        [l1At, repeated(big.u64(0x2000000), tables)],
        [0x2000000, repeated(joined(big.u64(0x3000000), big.u64(0)), 32)],
      ),
  },
  {
    name: 'a million L2 tables of zeros',
    words: mapped('qcow', '-l', '2G'),
    files: () =>
      oneFile(2 ** 30, [0, manyTables], [l1At, table.big64(tables, index => 0x2000000 + index * 512)]),
  },
  {
    name: 'L2 tables of noise',
    words: mapped('qcow', '-l', '2G'),
    files: () =>
      oneFile(
        2 ** 30,
        [0, manyTables],
        [l1At, table.big64(2 ** 16, index => 0x2000000 + index * 512)],
        [0x2000000, noise(32 * mebibyte)],
      ),
  },
  {
    name: '200 layers, every other cluster in each',
    words: mapped('qcow'),
    files: () =>
      Object.fromEntries(
        Array.from({ length: layers }, (_, layer) => [
          layer === layers - 1 ? image : `${layer}.img`,
          {
            parts: [
              [0, header(2 ** 32, 16, 9, layer === 0 ? '' : `${layer - 1}.img`)],
              [l1At, repeated(big.u64(2 ** 22), 128)],
              [2 ** 22, repeated(joined(big.u64(2 ** 23), big.u64(0)), 256)],
            ],
            length: 2 ** 24,
          },
        ]),
      ),
  },
];
