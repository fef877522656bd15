import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import { interestingValue } from '../../interesting-value.ts';
import { wordHex } from '../../word-hex.ts';
import type { Landmarks } from '../landmarks.ts';
import { extensionTypes } from './extension-bytes.ts';
import { onlyExtension } from './only-extension.ts';

/** The method of LUKS, and bytes of the extension with the place of its header. */
const luks = 2n;
const usualBytes = 16;

/**
 * For an extension with the place of a LUKS header after the header, and a method of encryption that may be none. Mostly
 * the extension is wrong: its length, or a place that is not the start of a cluster or not in the file.
 */
export function cryptoHeaderEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { layout, places } = landmarks;
  const { clusterSize: unit, fileLength } = layout;
  const method = fc.constantFrom(luks, luks, luks, 0n, 1n);
  const bytes = fc.constantFrom(usualBytes, usualBytes, usualBytes, usualBytes - 8, usualBytes + 8, 0);
  const place = interestingValue({ width: 8, unit, near: [fileLength, BigInt(unit), ...places] });
  const length = interestingValue({ width: 8, unit, near: [0n, 592n, BigInt(unit)] });
  return fc.tuple(method, bytes, place, length).map(([value, count, ...words]): Edit[] => {
    const data = [...words.map(word => wordHex(word, 8)), '0'.repeat(16)].join('').slice(0, 2 * count);
    return [
      ...onlyExtension(landmarks, extensionTypes.cryptoHeader, data),
      { field: 'header', name: 'crypt_method', value },
    ];
  });
}
