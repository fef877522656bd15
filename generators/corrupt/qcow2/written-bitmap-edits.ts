import * as fc from 'fast-check';
import { bitCount } from '../../recipe/qcow2/bitmap-shape.ts';
import type { DirtyBitmap, Edit, Qcow2Layer } from '../../recipe/recipe.ts';
import { bitmapEntryPlaces } from '../../write/qcow2/bitmaps/bitmap-directory.ts';
import { interestingValue } from '../interesting-value.ts';
import { wordHex } from '../word-hex.ts';
import type { Landmarks } from './landmarks.ts';

/** A word of the file, and values at which its meaning changes. */
interface Word {
  readonly at: bigint;
  readonly width: 1 | 2 | 4 | 8;
  readonly near: readonly bigint[];
}

/** The most entries of a table that are damaged, from its first on; the last one is, too. */
const firstEntries = 3;

/**
 * For damage of a layer's dirty bitmaps: one or two words of their directory or their tables, a byte of a bitmap's name, an end of
 * the file before or inside them, or a header that says that they don't count.
 */
export function writtenBitmapEdits(layer: Qcow2Layer, landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { layout } = landmarks;
  const { bitmaps = [] } = layer;
  const directory = bitmapEntryPlaces(bitmaps).map(place => layout.bitmaps.offset + BigInt(place));
  const fields = bitmaps.flatMap((bitmap, index) =>
    wordsOfEntry(layer, bitmap, directory[index]!, landmarks),
  );
  const name = fc
    .tuple(fc.constantFrom(...directory), fc.constantFrom('00', '78', '62'))
    .map(([entry, bytes]): Edit => ({ field: 'byte', at: entry + 24n, bytes }));
  const parts = [
    layout.bitmaps.offset,
    ...layout.bitmaps.places.flatMap(({ table, named }) => [
      table,
      ...named.flatMap(entry => (entry.kind === 'bits' ? [entry.offset] : [])),
    ]),
  ];
  const length = fc
    .tuple(fc.constantFrom(...parts), fc.constantFrom(0n, 1n, 8n, 24n, 512n))
    .map(([part, more]): Edit => ({ field: 'length', value: part + more }));
  const off = fc
    .constantFrom(0n, 2n)
    .map((value): Edit => ({ field: 'header', name: 'autoclear_features', value }));
  const any = fc.oneof(
    { weight: 8, arbitrary: wordEdit(fields, layout.clusterSize) },
    { weight: 8, arbitrary: wordEdit(entriesOfTables(landmarks), layout.clusterSize) },
    { weight: 2, arbitrary: name },
    { weight: 2, arbitrary: length },
    { weight: 1, arbitrary: off },
  );
  return fc.array(any, { minLength: 1, maxLength: 2, size: 'max' });
}

function wordEdit(words: readonly Word[], unit: number): fc.Arbitrary<Edit> {
  return fc
    .constantFrom(...words)
    .chain(({ at, width, near }) =>
      interestingValue({ width, unit, near }).map(
        (value): Edit => ({ field: 'byte', at, bytes: wordHex(value, width) }),
      ),
    );
}

/** The words of an entry of the directory (docs/interop/qcow2, "Bitmap directory"). */
function wordsOfEntry(
  layer: Qcow2Layer,
  bitmap: DirtyBitmap,
  entry: bigint,
  { places, layout }: Landmarks,
): Word[] {
  const { table, entries } = layout.bitmaps.places[layer.bitmaps!.indexOf(bitmap)]!;
  const name = BigInt(Buffer.byteLength(bitmap.name));
  const power = BigInt(Math.log2(bitmap.granularity));
  const bits = BigInt(bitCount(layer, bitmap));
  return [
    { at: entry, width: 8, near: [table, ...places] },
    { at: entry + 8n, width: 4, near: [BigInt(entries), bits / 8n, 1n, 0x8000000n] },
    { at: entry + 12n, width: 4, near: [0n, 1n, 2n, 3n, 4n] },
    { at: entry + 16n, width: 1, near: [1n] },
    { at: entry + 17n, width: 1, near: [power, 9n, 31n] },
    { at: entry + 18n, width: 2, near: [name, 1023n] },
    { at: entry + 20n, width: 4, near: [0n, 8n, 1n << 31n] },
  ];
}

function entriesOfTables({ layout, places }: Landmarks): Word[] {
  return layout.bitmaps.places.flatMap(({ table, entries, named }) => {
    const kept = named.flatMap(entry => (entry.kind === 'bits' ? [entry.offset] : []));
    const indices = new Set([...Array(Math.min(firstEntries, entries)).keys(), entries - 1]);
    return [...indices].map(
      (index): Word => ({
        at: table + BigInt(8 * index),
        width: 8,
        near: [0n, 1n, 2n, 0x1fen, 1n << 56n, ...kept, ...kept.map(offset => offset + 1n), ...places],
      }),
    );
  });
}
