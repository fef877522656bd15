import { filled, joined, little, noise, repeated } from './bytes.ts';
import { mapped, oneFile, type WorstCase } from './worst-case.ts';

const mebibyte = 2 ** 20;
const mapAt = 512;

/** A dynamic image of blocks of 1 MiB. */
function header(blocks: number): Buffer {
  const data = Math.ceil((mapAt + 4 * blocks) / 512) * 512;
  return joined(
    filled(64, '<<< QEMU VM Virtual Disk Image >>>\n'),
    ...[0xbeda107f, 0x10001, 0x190, 1, 0].map(little.u32),
    new Uint8Array(256),
    ...[mapAt, data, 0, 0, 0, 512, 0].map(little.u32),
    little.u64(blocks * mebibyte),
    ...[mebibyte, 0, blocks, 0].map(little.u32),
    repeated('u', 32),
    new Uint8Array(88),
  );
}

const blocks = 2 ** 22;

export const worstVdi: readonly WorstCase[] = [
  {
    name: 'longest map, of zeros',
    words: mapped('vdi', '-l', '256G'),
    files: () => oneFile(2 ** 31 + mebibyte, [0, header(0x1fff_ff80)]),
  },
  {
    name: 'every other block of 4,194,304',
    words: mapped('vdi', '-l', '1T'),
    files: () =>
      oneFile(
        64 * mebibyte,
        [0, header(blocks)],
        [mapAt, repeated(joined(little.u32(0xffff_ffff), little.u32(5)), blocks / 2)],
      ),
  },
  {
    name: 'a map of noise',
    words: mapped('vdi', '-l', '256G'),
    files: () => oneFile(64 * mebibyte, [0, header(blocks)], [mapAt, noise(16 * mebibyte)]),
  },
];
