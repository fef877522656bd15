import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';
import { interestingValue } from '../interesting-value.ts';
import { wordHex } from '../word-hex.ts';

/** Bytes of the text fields of a LUKS header, NUL included. */
const textLength = 32;

const keySlots = 8;

/** A word of the header: its place, its width in bytes, and the values near which readers treat it differently. */
interface Word {
  readonly at: number;
  readonly width: 2 | 4;
  readonly near: readonly bigint[];
  /** The largest value that is handled quickly: deriving a key takes time proportional to it. */
  readonly most?: bigint;
}

/** Iterations that take no noticeable time. */
const quickIterations = 20_000n;

const active = 0x00ac71f3n;
const inactive = 0x0000deadn;

/** The numeric fields of a LUKS1 header (LUKS On-Disk Format Specification 1.2.3, figure 1). */
const words: readonly Word[] = [
  { at: 6, width: 2, near: [1n, 2n] },
  { at: 104, width: 4, near: [0n, 8n, 520n, 4040n, 4096n] },
  { at: 108, width: 4, near: [0n, 16n, 24n, 32n, 64n] },
  { at: 164, width: 4, near: [0n, 1n, 1000n], most: quickIterations },
];

/** The fields of the first two key slots and of the last one. Each slot has 48 bytes. */
const slotWords: readonly Word[] = [0, 1, keySlots - 1].flatMap((slot): Word[] => {
  const at = 208 + 48 * slot;
  return [
    { at, width: 4, near: [active, inactive] },
    { at: at + 4, width: 4, near: [0n, 1n, 1000n], most: quickIterations },
    { at: at + 40, width: 4, near: [0n, 1n, 8n, 512n, 520n, 4040n] },
    { at: at + 44, width: 4, near: [0n, 1n, 4000n] },
  ];
});

/**
 * Values of the text fields: ciphers, modes, hashes, and names that don't exist. Each field also gets texts without a
 * terminating NUL.
 */
const texts: readonly (readonly [at: number, values: readonly string[]])[] = [
  [8, ['aes', 'twofish', 'serpent', 'cast5', 'AES', 'aes256', 'none', '']],
  [
    40,
    [
      'xts-plain64',
      'cbc-plain',
      'cbc-essiv:sha256',
      'cbc-essiv',
      'cbc-essiv:',
      'cbc-essiv:none',
      'ecb',
      'ecb-plain',
      'xts',
      'ctr-plain64',
      'none-none',
      'xts-plain64:sha256',
      '',
    ],
  ],
  [72, ['sha1', 'sha256', 'sha512', 'md5', 'ripemd160', 'SHA256', 'none', '']],
];

const word: fc.Arbitrary<{ at: number; bytes: string }> = fc
  .constantFrom(...words, ...words, ...slotWords)
  .chain(({ at, width, near, most }) =>
    interestingValue({ width, near }).map(value => ({
      at,
      bytes: wordHex(most !== undefined && value > most ? value % most : value, width),
    })),
  );

const text: fc.Arbitrary<{ at: number; bytes: string }> = fc.constantFrom(...texts).chain(([at, values]) =>
  fc.constantFrom(...values, 'x'.repeat(textLength - 1), 'x'.repeat(textLength)).map(value => ({
    at,
    bytes: Buffer.from(value.padEnd(textLength, '\0')).toString('hex'),
  })),
);

/** One byte of the magic, the digest, a salt, the uuid or the key material after the header. */
const byte: fc.Arbitrary<{ at: number; bytes: string }> = fc
  .tuple(fc.constantFrom(0, 5, 112, 131, 132, 168, 207, 216, 592, 4096), fc.integer({ min: 0, max: 255 }))
  .map(([at, value]) => ({ at, bytes: wordHex(BigInt(value), 1) }));

/** For damage of the LUKS header at byte `header` of a file: one or two of its fields. */
export function luksEdits(header: bigint): fc.Arbitrary<Edit[]> {
  const field = fc
    .oneof({ weight: 3, arbitrary: word }, { weight: 2, arbitrary: text }, { weight: 1, arbitrary: byte })
    .map(({ at, bytes }): Edit => ({ field: 'byte', at: header + BigInt(at), bytes }));
  return fc.array(field, { minLength: 1, maxLength: 2, size: 'max' });
}
