import * as fc from 'fast-check';
import type { Edit, Qcow2Layer } from '../../recipe/recipe.ts';
import type { Wish } from '../../wish/wish.ts';
import { interestingValue } from '../interesting-value.ts';
import { wordHex } from '../word-hex.ts';
import { extensionTypes } from './header/extension-bytes.ts';
import type { Landmarks } from './landmarks.ts';
import { clusterOfRow, tableEntryWord, writtenCluster } from './tables/table-edits.ts';

/** Incompatible bit 2: the image has a data file. Autoclear bit 1: the data file is raw. */
const incompatible = [0n, 4n, 4n, 0x14n, 5n, 6n, 0xcn];
const autoclear = [0n, 2n, 2n, 3n];

/** The name of another data file, written after the header. It may overwrite a backing name. */
function otherName({ name, dataFile = '' }: Qcow2Layer, { headerEnd }: Landmarks): fc.Arbitrary<Edit> {
  return fc
    .constantFrom('', dataFile, name, 'gone.data', '.', `./${dataFile}`, `file:${dataFile}`, 'raw:x', '\0')
    .map(text => {
      const data = Buffer.from(text).toString('hex');
      const padded = data.padEnd(16 * Math.ceil(data.length / 16), '0');
      const head = wordHex(extensionTypes.dataFile, 4) + wordHex(BigInt(data.length / 2), 4);
      return { field: 'byte', at: BigInt(headerEnd), bytes: head + padded + '0'.repeat(16) };
    });
}

/** An entry whose host offset isn't its guest offset, or isn't allowed in a data file. */
function entry(landmarks: Landmarks): fc.Arbitrary<Edit> {
  const { clusterSize } = landmarks.layout;
  return writtenCluster(landmarks).chain(index => {
    const guest = BigInt(index) * BigInt(clusterSize);
    const near = interestingValue({ width: 8, unit: clusterSize, near: [guest, 0n] });
    return fc
      .oneof(
        fc.tuple(near, fc.constantFrom(0n, 1n, 1n << 63n, 1n << 62n)).map(([word, flag]) => word | flag),
        tableEntryWord(landmarks),
      )
      .map((value): Edit => ({ field: 'l2', index, value }));
  });
}

/** A sound entry but for its host offset, which is that of a later cluster. */
function elsewhere(landmarks: Landmarks): fc.Arbitrary<Edit> {
  const clusterSize = BigInt(landmarks.layout.clusterSize);
  return fc.tuple(clusterOfRow(landmarks), fc.bigInt({ min: 1n, max: 4n })).map(([index, later]) => ({
    field: 'l2',
    index,
    value: (1n << 63n) | ((BigInt(index) + later) * clusterSize),
  }));
}

/** For damage of a layer with a data file: its feature bits, its name, or entries that point elsewhere in it. */
export function dataFileEdits(layer: Qcow2Layer, landmarks: Landmarks, wish: Wish): fc.Arbitrary<Edit[]> {
  const bits = (name: string, values: readonly bigint[]): fc.Arbitrary<Edit> =>
    fc.constantFrom(...values).map(value => ({ field: 'header', name, value }));
  const header = fc.oneof(
    bits('incompatible_features', incompatible),
    bits('autoclear_features', autoclear),
    otherName(layer, landmarks),
  );
  if (landmarks.layout.l2.tables.length === 0) return header.map(edit => [edit]);
  const one = entry(landmarks);
  // A wrong header hides a wrong entry.
  if (wish.has('damage-data-file'))
    return fc.oneof({ weight: 2, arbitrary: elsewhere(landmarks) }, one).map(edit => [edit]);
  return fc.array(fc.oneof(header, one), { minLength: 1, maxLength: 2, size: 'max' });
}
