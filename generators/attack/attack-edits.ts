import * as fc from 'fast-check';
import { interestingValue } from '../corrupt/interesting-value.ts';
import { lengthEdits } from '../corrupt/length-edits.ts';
import { wordHex } from '../corrupt/word-hex.ts';
import type { Edit } from '../recipe/recipe.ts';
import type { SeedFile, Stretch } from './seed-image.ts';

/** Bytes at the start of a file that are hit often, whatever they are. */
const headerBytes = 512;
/** Damage may also hit this many bytes after a stretch, which are zeros. */
const reach = 16;

/**
 * For damage to a file of a seed: one to three times bytes are flipped, a word gets a value at which readers err, or a block
 * is overwritten by another one; or the file is cut or grown.
 *
 * @param donors the files that blocks come from
 */
export function attackEdits(file: SeedFile, donors: readonly SeedFile[]): fc.Arbitrary<Edit[]> {
  const hit = fc.oneof(
    { weight: 4, arbitrary: flips(file) },
    { weight: 4, arbitrary: words(file) },
    { weight: 2, arbitrary: splices(file, donors) },
  );
  const places = file.stretches.map(({ at }) => BigInt(at));
  return fc.oneof(
    { weight: 8, arbitrary: fc.array(hit, { minLength: 1, maxLength: 3, size: 'max' }) },
    { weight: 1, arbitrary: lengthEdits([BigInt(file.length), ...places], BigInt(file.length)) },
  );
}

/** For a place that means something: in the header, or in or just after bytes that aren't zeros. */
function places({ length, stretches }: SeedFile): fc.Arbitrary<number> {
  const inHeader = fc.integer({ min: 0, max: Math.max(0, Math.min(headerBytes, length) - 1) });
  // A single byte is guest data.
  const tables = stretches.filter(({ bytes }) => bytes.length > 1);
  if (tables.length === 0) return inHeader;
  const inTable = fc
    .constantFrom(...tables)
    .chain(({ at, bytes }) => fc.integer({ min: at, max: at + bytes.length + reach - 1 }));
  return fc.oneof(inHeader, { weight: 2, arbitrary: inTable });
}

function flips(file: SeedFile): fc.Arbitrary<Edit> {
  return fc.record({ at: places(file), mask: fc.integer({ min: 1, max: 255 }) }).map(({ at, mask }) => {
    const byte = bytesAt(file, at, 1)[0]! ^ mask;
    return edit(at, Buffer.of(byte));
  });
}

function words(file: SeedFile): fc.Arbitrary<Edit> {
  const width = fc.constantFrom(1, 2, 4, 8) as fc.Arbitrary<1 | 2 | 4 | 8>;
  return width.chain(bytes =>
    fc
      .record({ at: places(file), value: interestingValue({ width: bytes }), little: fc.boolean() })
      .map(({ at, value, little }) => {
        const word = Buffer.from(wordHex(value, bytes), 'hex');
        return edit(at - (at % bytes), little ? word.reverse() : word);
      }),
  );
}

function splices(file: SeedFile, donors: readonly SeedFile[]): fc.Arbitrary<Edit> {
  return fc
    .constantFrom(...donors)
    .chain(donor =>
      fc
        .record({ at: places(file), from: places(donor), length: fc.constantFrom(4, 8, 16, 64, 512) })
        .map(({ at, from, length }) => edit(at, bytesAt(donor, from, length))),
    );
}

function edit(at: number, bytes: Buffer): Edit {
  return { field: 'byte', at: BigInt(at), bytes: bytes.toString('hex') };
}

/** Bytes of a file; past its end they are zeros. */
function bytesAt({ stretches }: SeedFile, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (const stretch of stretches) copyInto(bytes, at, stretch);
  return bytes;
}

function copyInto(target: Buffer, at: number, { at: start, bytes }: Stretch): void {
  const from = Math.max(0, at - start);
  if (start < at + target.length && from < bytes.length) bytes.copy(target, Math.max(0, start - at), from);
}
