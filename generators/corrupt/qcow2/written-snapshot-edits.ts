import * as fc from 'fast-check';
import type { Edit, Snapshot } from '../../recipe/recipe.ts';
import { snapshotEntryPlaces } from '../../write/qcow2/snapshot-table.ts';
import { interestingValue } from '../interesting-value.ts';
import { wordHex } from '../word-hex.ts';
import type { Landmarks } from './landmarks.ts';

/** The words of an entry of the snapshot table (docs/interop/qcow2, "Snapshots"): L1 table, lengths, extra data. */
const words = [
  { at: 0, width: 8 },
  { at: 8, width: 4 },
  { at: 12, width: 2 },
  { at: 14, width: 2 },
  { at: 36, width: 4 },
  { at: 48, width: 8 },
] as const;

/** For damage of a layer's snapshots: one or two words of their table, or its place or their number in the header. */
export function writtenSnapshotEdits(
  snapshots: readonly Snapshot[],
  { layout, places }: Landmarks,
): fc.Arbitrary<Edit[]> {
  const { clusterSize: unit } = layout;
  const entries = snapshotEntryPlaces(snapshots);
  const near = [0n, 1n, 16n, 1024n, 0xffffn, ...places];
  const word = fc
    .tuple(fc.constantFrom(...entries), fc.constantFrom(...words))
    .chain(([entry, { at, width }]) =>
      interestingValue({ width, unit, near }).map(
        (value): Edit => ({
          field: 'byte',
          at: layout.snapshots.offset + BigInt(entry + at),
          bytes: wordHex(value, width),
        }),
      ),
    );
  const count = fc
    .constantFrom(0n, 1n, BigInt(snapshots.length + 1), 100n)
    .map((value): Edit => ({ field: 'header', name: 'nb_snapshots', value }));
  const place = interestingValue({ width: 8, unit, near: [layout.snapshots.offset] }).map(
    (value): Edit => ({ field: 'header', name: 'snapshots_offset', value }),
  );
  const any = fc.oneof(
    { weight: 4, arbitrary: word },
    { weight: 1, arbitrary: count },
    { weight: 1, arbitrary: place },
  );
  return fc.array(any, { minLength: 1, maxLength: 2, size: 'max' });
}
