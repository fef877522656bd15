import * as fc from 'fast-check';
import { interestingValue } from '../../interesting-value.ts';
import { wordHex } from '../../word-hex.ts';
import type { Landmarks } from '../landmarks.ts';

/** Types of header extensions (docs/interop/qcow2, "Header extensions"). */
export const extensionTypes = {
  end: 0n,
  backingFormat: 0xe2792acan,
  featureNames: 0x6803f857n,
  cryptoHeader: 0x0537be77n,
  bitmaps: 0x23852875n,
  dataFile: 0x44415441n,
  unknown: 0x12345678n,
} as const;

const hexOf = (text: string): string => Buffer.from(text).toString('hex');

/** An entry of the feature name table, 48 bytes in hexadecimal. The kind: 0 incompatible, 1 compatible, 2 autoclear. */
export function featureName(kind: number, bit: number, name: string): string {
  const bytes = Buffer.alloc(48);
  bytes.writeUInt8(kind, 0);
  bytes.writeUInt8(bit, 1);
  bytes.write(name, 2);
  return bytes.toString('hex');
}

/** A feature name table. Its last entry may be cut short. */
function featureNames(): fc.Arbitrary<string> {
  const name = fc.constantFrom('', 'a', 'five', 'dirty', 'ünï', "it's", 'x'.repeat(46), 'y'.repeat(47));
  const entry = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom(0, 1, 5, 6, 7, 13, 62, 63, 64, 69, 255), name)
    .map(([kind, bit, text]) => featureName(kind, bit, text));
  return fc
    .tuple(fc.array(entry, { maxLength: 4, size: 'max' }), fc.constantFrom(0, 0, 0, 1, 2, 46))
    .map(([entries, cut]) => entries.join('').slice(0, cut === 0 ? undefined : -2 * cut));
}

function cryptoHeader({ layout, places }: Landmarks): fc.Arbitrary<string> {
  const word = interestingValue({ width: 8, unit: layout.clusterSize, near: places });
  return fc.tuple(word, word).map(words => words.map(value => wordHex(value, 8)).join(''));
}

/** Count, a reserved word, bytes of the directory, its offset. */
function bitmaps({ layout, places }: Landmarks): fc.Arbitrary<string> {
  const { clusterSize: unit } = layout;
  return fc
    .tuple(
      interestingValue({ width: 4, unit, near: [1n, 2n, 65535n] }),
      fc.constantFrom(0n, 0n, 0n, 1n, 0xffffffffn),
      interestingValue({ width: 8, unit, near: [24n, 32n, 65535n * 1024n] }),
      interestingValue({ width: 8, unit, near: places }),
    )
    .map(([count, reserved, bytes, offset]) =>
      [wordHex(count, 4), wordHex(reserved, 4), wordHex(bytes, 8), wordHex(offset, 8)].join(''),
    );
}

const formats = ['', 'qcow2', 'raw', 'file', 'bogus', 'q', 'qcow2\0x', 'fifteen letters', 'sixteen letters!'];
const dataFiles = ['', 'top.qcow2', 'gone.raw', 'file:top.qcow2', '\0'];

/** The data of one extension in the format of its type, in hexadecimal. */
function dataOf(type: bigint, landmarks: Landmarks): fc.Arbitrary<string> {
  switch (type) {
    case extensionTypes.featureNames:
      return featureNames();
    case extensionTypes.cryptoHeader:
      return cryptoHeader(landmarks);
    case extensionTypes.bitmaps:
      return bitmaps(landmarks);
    case extensionTypes.backingFormat:
      return fc.constantFrom(...formats).map(hexOf);
    case extensionTypes.dataFile:
      return fc.constantFrom(...dataFiles).map(hexOf);
    default:
      return fc.constantFrom('', '00', '0102030405060708', 'ff'.repeat(9));
  }
}

/**
 * For one header extension in hexadecimal, padded to eight bytes: any known type or an unknown one, with data of that
 * type. Its length field is mostly right.
 */
export function extensionBytes(landmarks: Landmarks): fc.Arbitrary<string> {
  const room = BigInt(landmarks.layout.clusterSize - landmarks.headerEnd - 8);
  const wrong = interestingValue({ width: 4, near: [8n, 15n, 16n, 24n, 48n, room, 1n << 31n] });
  const length = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: wrong });
  return fc
    .constantFrom(...Object.values(extensionTypes))
    .chain(type => fc.tuple(fc.constant(type), length, dataOf(type, landmarks)))
    .map(([type, stated, data]) => {
      const bytes = data.length / 2;
      const padded = data.padEnd(16 * Math.ceil(bytes / 8), '0');
      return wordHex(type, 4) + wordHex(stated ?? BigInt(bytes), 4) + padded;
    });
}
