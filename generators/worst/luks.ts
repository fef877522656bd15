import { big, filled, joined, noise } from './bytes.ts';
import { image, oneFile, type WorstCase } from './worst-case.ts';

const stripes = 4000;
const active = 0x00ac_71f3;
const inactive = 0xdead;

interface Volume {
  readonly iterations?: number;
  readonly slots?: number;
  readonly keyBytes?: number;
  readonly digestIterations?: number;
  readonly cipher?: string;
  readonly mode?: string;
  readonly hash?: string;
}

/** A volume whose slots no password opens. */
function volume(fields: Volume): ReturnType<WorstCase['files']> {
  const { iterations = 1000, slots = 8, keyBytes = 32, digestIterations = 1000 } = fields;
  const { cipher = 'aes', mode = 'xts-plain64', hash = 'sha256' } = fields;
  const sectors = Math.ceil((keyBytes * stripes) / 4096) * 8;
  const header = joined(
    ...['LUKS\xba\xbe', big.u16(1), filled(32, cipher), filled(32, mode), filled(32, hash)],
    ...[big.u32(8192), big.u32(keyBytes), noise(20), noise(32), big.u32(digestIterations)],
    filled(40, '5f1a4ec8-6e4f-4c45-a5f5-1c2ab1c7f8b8'),
    ...Array.from({ length: 8 }, (_, slot) =>
      joined(
        ...[big.u32(slot < slots ? active : inactive), big.u32(iterations), noise(32)],
        ...[big.u32(8 + slot * sectors), big.u32(stripes)],
      ),
    ),
  );
  return oneFile(20 * 2 ** 20, [0, header]);
}

const words = [
  ...['--output=json', '--object', 'secret,id=s,data=abc', '--image-opts'],
  `driver=luks,key-secret=s,file.filename=${image}`,
];

const shapes: readonly (readonly [string, Volume])[] = [
  ['one slot', { slots: 1 }],
  ['eight slots', {}],
  ['eight slots of 64 bytes', { keyBytes: 64 }],
  ['eight slots of 100,000 iterations', { iterations: 100_000 }],
  ['3,000,000 iterations', { slots: 1, iterations: 3_000_000 }],
  ['3,000,000 iterations of SHA-1', { slots: 1, iterations: 3_000_000, hash: 'sha1' }],
  ['3,000,000 iterations of SHA-512', { slots: 1, iterations: 3_000_000, hash: 'sha512' }],
  ['1,000,000 iterations of RIPEMD-160', { slots: 1, iterations: 1_000_000, hash: 'ripemd160' }],
  ['1,000,000 iterations of SM3', { slots: 1, iterations: 1_000_000, hash: 'sm3' }],
  ['1,000,000 iterations for the digest', { digestIterations: 1_000_000 }],
  ['Serpent', { cipher: 'serpent' }],
  ['Serpent, slots of 64 bytes', { cipher: 'serpent', keyBytes: 64 }],
  ['Serpent, SHA-224', { cipher: 'serpent', hash: 'sha224' }],
  ['Serpent in mode CTR', { cipher: 'serpent', mode: 'ctr-plain64' }],
  ['Twofish', { cipher: 'twofish' }],
  ['Twofish, slots of 64 bytes', { cipher: 'twofish', keyBytes: 64 }],
  ['CAST-128', { cipher: 'cast5', mode: 'cbc-plain64', keyBytes: 16 }],
  ['ESSIV', { mode: 'cbc-essiv:sha256' }],
  ['SHA-1, slots of 64 bytes', { hash: 'sha1', keyBytes: 64 }],
  ['RIPEMD-160, slots of 64 bytes', { hash: 'ripemd160', keyBytes: 64 }],
];

export const worstLuks: readonly WorstCase[] = shapes.map(([name, fields]) => ({
  name,
  words,
  files: () => volume(fields),
}));
