import * as fc from 'fast-check';
import type { Edit } from '../../recipe/recipe.ts';
import { interestingValue } from '../interesting-value.ts';
import { wordHex } from '../word-hex.ts';
import { extensionTypes } from './header/extension-bytes.ts';
import { onlyExtension } from './header/only-extension.ts';
import type { Landmarks } from './landmarks.ts';

/** Mostly a word of a sound entry, now and then an interesting value. */
function word(
  sound: readonly bigint[],
  width: 1 | 2 | 4 | 8,
  near: readonly bigint[] = sound,
): fc.Arbitrary<string> {
  return fc
    .oneof(
      { weight: 7, arbitrary: fc.constantFrom(...sound) },
      { weight: 1, arbitrary: interestingValue({ width, near }) },
    )
    .map(value => wordHex(value, width));
}

/**
 * One entry of a bitmap directory (docs/interop/qcow2, "Bitmap directory"), in hexadecimal, padded to eight bytes:
 * table offset, table size, flags (in use, auto, extra data compatible), type, granularity, lengths, extra data, name.
 */
function entry({ layout, places }: Landmarks): fc.Arbitrary<string> {
  const { fileLength } = layout;
  const name = fc.constantFrom('x', 'dirty', '', 'ünï', 'n'.repeat(1023), 'n'.repeat(1024));
  return fc.tuple(name, fc.constantFrom(0, 0, 0, 8)).chain(([text, extraBytes]) =>
    fc
      .tuple(
        word([fileLength], 8, places),
        word([1n], 4, [0n, 1n << 27n, 0x8000000n]),
        word([0n, 1n, 2n, 3n, 4n], 4),
        word([1n], 1),
        word([9n, 16n, 31n], 1),
        word([BigInt(Buffer.byteLength(text))], 2),
        word([BigInt(extraBytes)], 4),
      )
      .map(words => {
        const whole = words.join('') + '00'.repeat(extraBytes) + Buffer.from(text).toString('hex');
        return whole.padEnd(16 * Math.ceil(whole.length / 16), '0');
      }),
  );
}

/** Bytes of the extension. */
const extensionLength = 24;

/**
 * For a bitmap directory past the end of the file, with an extension that names it after the header and the
 * autoclear bit that makes it count. It has one to three entries, and any of them may be wrong. The extension
 * overwrites what stood after the header.
 */
export function bitmapEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { layout } = landmarks;
  const at = layout.fileLength;
  const entries = fc.array(entry(landmarks), { minLength: 1, maxLength: 3, size: 'max' });
  const lengths = fc.constantFrom(...Array<number>(9).fill(extensionLength), 16);
  const autoclear = fc.constantFrom(1n, 1n, 1n, 1n, 3n, 0n);
  return fc
    .tuple(entries, autoclear)
    .chain(([parts, bits]) => {
      const directory = parts.join('');
      const bytes = BigInt(directory.length / 2);
      const extension = fc.tuple(
        word([BigInt(parts.length)], 4),
        word([0n], 4),
        word([bytes], 8),
        word([at], 8),
      );
      return fc.tuple(fc.constant({ directory, bits }), extension, lengths);
    })
    .map(([{ directory, bits }, words, length]) => [
      { field: 'byte', at, bytes: directory },
      ...onlyExtension(landmarks, extensionTypes.bitmaps, words.join('').slice(0, 2 * length)),
      { field: 'header', name: 'autoclear_features', value: bits },
    ]);
}
