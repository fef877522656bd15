import * as fc from 'fast-check';
import type { Edit, Qcow2Layer } from '../../recipe/recipe.ts';
import { type Rarity, type Trait, type Wish, weightOf } from '../../wish/wish.ts';
import type { FormatDamage } from '../format-damage.ts';
import { lengthEdits } from '../length-edits.ts';
import { luksEdits } from '../luks/luks-edits.ts';
import { noiseEdits } from '../noise-edits.ts';
import { bitmapEdits } from './bitmap-edits.ts';
import { cutTableEdits } from './cut-table-edits.ts';
import { dataFileEdits } from './data-file-edits.ts';
import { cryptoHeaderEdits } from './header/crypto-header-edits.ts';
import { extensionEdits } from './header/extension-edits.ts';
import { featureNameEdits } from './header/feature-name-edits.ts';
import { headerEdits } from './header/header-edits.ts';
import { landmarksOf } from './landmarks.ts';
import { pastEndEdits } from './past-end-edits.ts';
import { snapshotEdits } from './snapshot-edits.ts';
import { compressedEdits } from './tables/compressed-edits.ts';
import { subclusterEdits } from './tables/subcluster-edits.ts';
import { tableEdits } from './tables/table-edits.ts';
import { unalignedEdits, unalignedTableEdits } from './tables/unaligned-edits.ts';
import { zeroFlagEdits } from './tables/zero-flag-edits.ts';
import { shortHeaderEdits, shortTableEdits } from './too-short-edits.ts';
import { writtenBitmapEdits } from './written-bitmap-edits.ts';
import { writtenSnapshotEdits } from './written-snapshot-edits.ts';

/** The weight of a sort of damage that the wish names. */
const wished = 60;

/** The weight of rare damage that the wish names: nearly always. */
const rarely = 600;

export const qcow2Damage: FormatDamage<Qcow2Layer> = { edits: qcow2Edits };

/** A sort of damage, and how often it is drawn. */
type Sort = fc.WeightedArbitrary<Edit[]>;

function qcow2Edits(layer: Qcow2Layer, wish: Wish): fc.Arbitrary<Edit[]> {
  const landmarks = landmarksOf(layer);
  const { places, layout } = landmarks;
  const { version, extendedL2, dataFile, encryption, snapshots, bitmaps } = layer;
  const hasTables = layout.l2.tables.length > 0;
  const named = (
    name: Trait | Rarity,
    weight: number,
    arbitrary: fc.Arbitrary<Edit[]>,
    ifWished = rarely,
  ): Sort => ({
    weight: weightOf(wish, name, weight, ifWished),
    arbitrary,
  });
  return fc.oneof(
    named('damage-header', 6, headerEdits(landmarks), wished),
    named('damage-tables', 6, tableEdits(landmarks), wished),
    { weight: 3, arbitrary: extensionEdits(landmarks) },
    named('damage-length', 2, lengthEdits(places, layout.fileLength), wished),
    named('damage-bytes', 2, noiseEdits(places), wished),
    { weight: 1, arbitrary: snapshotEdits(landmarks) },
    named('damage-bitmaps', 1, bitmapEdits(landmarks)),
    named('damage-crypto-header', 1, cryptoHeaderEdits(landmarks)),
    named('damage-cut-table', 1, cutTableEdits(landmarks)),
    named('damage-past-end', 1, pastEndEdits(landmarks)),
    ...when(version !== 2, () => [
      named('damage-feature-names', 1, featureNameEdits(landmarks)),
      named('damage-short-header', 1, fc.constant(shortHeaderEdits)),
    ]),
    ...when(version === 2 && hasTables, () => [named('damage-zero-flag', 4, zeroFlagEdits(landmarks))]),
    ...when(extendedL2 === true && hasTables, () => [{ weight: 8, arbitrary: subclusterEdits(landmarks) }]),
    ...when(hasTables && layout.clusterSize > 512, () => [
      named('damage-unaligned', 1, unalignedEdits(landmarks)),
      named('damage-unaligned-table', 1, unalignedTableEdits(landmarks)),
    ]),
    ...when(layout.l1.entries > 0, () => [
      named('damage-short-table', 1, fc.constant(shortTableEdits(landmarks))),
    ]),
    ...when(dataFile !== undefined && hasTables && wish.has('damage-compressed'), () => [
      { weight: rarely, arbitrary: compressedEdits(landmarks) },
    ]),
    ...when(dataFile !== undefined, () => [
      named('damage-data-file', 14, dataFileEdits(layer, landmarks, wish)),
    ]),
    ...when(encryption?.method === 'luks', () => [{ weight: 12, arbitrary: luksEdits(layout.luks.offset) }]),
    ...when(snapshots !== undefined, () => [
      { weight: 12, arbitrary: writtenSnapshotEdits(snapshots!, landmarks) },
    ]),
    ...when(bitmaps !== undefined, () => [{ weight: 24, arbitrary: writtenBitmapEdits(layer, landmarks) }]),
  );
}

/** Sorts of damage that a layer without something can't have: they aren't made for it. */
function when(holds: boolean, sorts: () => Sort[]): Sort[] {
  return holds ? sorts() : [];
}
