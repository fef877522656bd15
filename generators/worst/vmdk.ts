import { joined, little, noise, repeated, table } from './bytes.ts';
import { described, directoryAt, image, monolithic, seSparse, sparseHeader } from './vmdk-parts.ts';
import type { WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const mapped = (...more: readonly string[]): string[] => ['--output=json', '-f', 'vmdk', ...more, image];

function flatExtents(count: number): string {
  return Array.from({ length: count }, (_, at) => `RW 128 FLAT "f.raw" ${at}\n`).join('');
}

const flat = ['f.raw', { parts: [], length: mebibyte }] as const;
const sparseExtents = 'RW 4192256 SPARSE "s.vmdk"\n';
const seSparseLine = 'RW 2097152 SESPARSE "s.vmdk"\n';

/** Places of tables and grains, in sectors. */
const [tableSector, grainSector] = [2 ** 16, 2 ** 17];
const tableAt = tableSector * 512;

export const worstVmdk: readonly WorstCase[] = [
  {
    name: 'longest directory, of zeros',
    words: mapped('-l', '4G'),
    files: () => monolithic({ sectors: 2 ** 34 }, 256 * mebibyte),
  },
  {
    name: 'one table everywhere, every other entry zero',
    words: mapped('-l', '1G'),
    files: () =>
      monolithic(
        ...([{ sectors: 2 ** 30 }, 256 * mebibyte] as const),
        [directoryAt, repeated(little.u32(tableSector), 2 ** 21)],
        [tableAt, repeated(joined(little.u32(grainSector), little.u32(0)), 256)],
      ),
  },
  {
    name: '262,144 tables of zeros',
    words: mapped('-l', '2G'),
    files: () =>
      monolithic({ sectors: 2 ** 27 }, 2 ** 30, [
        directoryAt,
        table.little32(2 ** 18, index => tableSector + 4 * index),
      ]),
  },
  {
    name: 'a table of noise',
    words: mapped('-l', '256M'),
    files: () =>
      monolithic(
        ...([{ sectors: 2 ** 25 }, 256 * mebibyte] as const),
        [directoryAt, repeated(little.u32(tableSector), 2 ** 16)],
        [tableAt, noise(2048)],
      ),
  },
  {
    name: 'a directory of noise',
    words: mapped('-l', '1T'),
    files: () => monolithic({ sectors: 2 ** 29, grain: 128 }, 256 * mebibyte, [directoryAt, noise(2 ** 22)]),
  },
  {
    name: 'streamOptimized, every other grain',
    words: mapped('-l', '2G'),
    files: () =>
      monolithic(
        ...([{ sectors: 2 ** 27, flags: 0x3_0003, compression: 1, version: 3 }, 256 * mebibyte] as const),
        [directoryAt, repeated(little.u32(tableSector), 2 ** 18)],
        [tableAt, repeated(joined(little.u32(grainSector), little.u32(2 ** 18)), 256)],
      ),
  },
  {
    name: 'a descriptor of 1 MB in a sparse image',
    words: mapped(),
    files: () => ({
      [image]: {
        parts: [
          [0, sparseHeader({ sectors: 2 ** 18, descriptorSectors: 1954 })],
          [512, repeated('A', 1_000_000)],
        ],
        length: 256 * mebibyte,
      },
    }),
  },
  {
    name: '1,000 flat extents',
    words: mapped(),
    files: () => described('twoGbMaxExtentFlat', flatExtents(1000), flat),
  },
  {
    name: '2,000 flat extents',
    words: mapped(),
    files: () => described('twoGbMaxExtentFlat', flatExtents(2000), flat),
  },
  {
    name: '800 sparse extents',
    words: mapped('-l', '2G'),
    files: () =>
      described('twoGbMaxExtentSparse', repeated(sparseExtents, 800), [
        's.vmdk',
        {
          parts: [
            [0, sparseHeader({ sectors: 2 ** 21 })],
            [directoryAt, repeated(little.u32(tableSector), 4096)],
            [tableAt, repeated(joined(little.u32(grainSector), little.u32(0)), 256)],
          ],
          length: 2 ** 27,
        },
      ]),
  },
  ...(
    [
      ['empty lines', repeated('\n', 100_000)],
      ['blanks', repeated(' ', 1_000_000)],
      ['blank lines', repeated(' \n', 40_000)],
      ['extents that are cut off', repeated('RW 1 FLAT\n', 90_000)],
      ['an extent of 900,000 digits', `RW ${'1'.repeat(900_000)} FLAT "f" 0\n`],
      ['20 MB of comments', repeated('# aaaaaaa\n', 2_000_000)],
      ['a name without an end', `RW 1 FLAT "${'a'.repeat(900_000)}`],
    ] as const
  ).map(([name, lines]) => ({
    name: `a descriptor with ${name}`,
    words: mapped(),
    files: () => described('twoGbMaxExtentFlat', lines),
  })),
  {
    name: 'seSparse, every other grain',
    words: mapped('-l', '8G'),
    files: () =>
      described(
        'seSparse',
        seSparseLine,
        seSparse(() => 0, repeated(joined(little.u64(0x3000_0000_0000_0000n), little.u64(0)), 2048)),
      ),
  },
  {
    name: 'seSparse, tables of zeros',
    words: mapped('-l', '16G'),
    files: () =>
      described(
        'seSparse',
        seSparseLine,
        seSparse(index => index, new Uint8Array()),
      ),
  },
  {
    name: 'seSparse, a table of noise',
    words: mapped('-l', '8G'),
    files: () =>
      described(
        'seSparse',
        seSparseLine,
        seSparse(() => 0, noise(32_768)),
      ),
  },
  {
    name: 'COWD, longest directory',
    words: mapped('-l', '1G'),
    files: () =>
      described('vmfsSparse', 'RW 2097152 VMFSSPARSE "s.vmdk"\n', [
        's.vmdk',
        {
          parts: [[0, joined('COWD', ...[1, 3, 2 ** 32 - 1, 1, 4, 2 ** 20].map(little.u32))]],
          length: 2 ** 24,
        },
      ]),
  },
];
