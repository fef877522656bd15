import * as fc from 'fast-check';
import type { Edit, Qcow2Layer } from '../../recipe/recipe.ts';
import { type Wish, weightOf } from '../../wish/wish.ts';
import type { FormatDamage } from '../format-damage.ts';
import { lengthEdits } from '../length-edits.ts';
import { luksEdits } from '../luks/luks-edits.ts';
import { noiseEdits } from '../noise-edits.ts';
import { bitmapEdits } from './bitmap-edits.ts';
import { compressedEdits } from './compressed-edits.ts';
import { cryptoHeaderEdits } from './crypto-header-edits.ts';
import { cutTableEdits } from './cut-table-edits.ts';
import { dataFileEdits } from './data-file-edits.ts';
import { extensionEdits } from './extension-edits.ts';
import { featureNameEdits } from './feature-name-edits.ts';
import { headerEdits } from './header-edits.ts';
import { landmarksOf } from './landmarks.ts';
import { pastEndEdits } from './past-end-edits.ts';
import { snapshotEdits } from './snapshot-edits.ts';
import { subclusterEdits } from './subcluster-edits.ts';
import { tableEdits } from './table-edits.ts';
import { shortHeaderEdits, shortTableEdits } from './too-short-edits.ts';
import { unalignedEdits, unalignedTableEdits } from './unaligned-edits.ts';
import { writtenSnapshotEdits } from './written-snapshot-edits.ts';
import { zeroFlagEdits } from './zero-flag-edits.ts';

/** The weight of a sort of damage that the wish names. */
const wished = 60;

/** The weight of rare damage that the wish names: nearly always. */
const rarely = 600;

export const qcow2Damage: FormatDamage<Qcow2Layer> = { edits: qcow2Edits };

function qcow2Edits(layer: Qcow2Layer, wish: Wish): fc.Arbitrary<Edit[]> {
  const landmarks = landmarksOf(layer);
  const { places, layout } = landmarks;
  const { version, extendedL2, dataFile, encryption, snapshots } = layer;
  const hasTables = layout.l2.tables.length > 0;
  return fc.oneof(
    { weight: weightOf(wish, 'damage-header', 6, wished), arbitrary: headerEdits(landmarks) },
    { weight: weightOf(wish, 'damage-tables', 6, wished), arbitrary: tableEdits(landmarks) },
    { weight: 3, arbitrary: extensionEdits(landmarks) },
    { weight: weightOf(wish, 'damage-length', 2, wished), arbitrary: lengthEdits(places, layout.fileLength) },
    { weight: weightOf(wish, 'damage-bytes', 2, wished), arbitrary: noiseEdits(places) },
    { weight: 1, arbitrary: snapshotEdits(landmarks) },
    { weight: weightOf(wish, 'damage-bitmaps', 1, rarely), arbitrary: bitmapEdits(landmarks) },
    { weight: weightOf(wish, 'damage-crypto-header', 1, rarely), arbitrary: cryptoHeaderEdits(landmarks) },
    { weight: weightOf(wish, 'damage-cut-table', 1, rarely), arbitrary: cutTableEdits(landmarks) },
    { weight: weightOf(wish, 'damage-past-end', 1, rarely), arbitrary: pastEndEdits(landmarks) },
    ...(version === 2
      ? []
      : [
          {
            weight: weightOf(wish, 'damage-feature-names', 1, rarely),
            arbitrary: featureNameEdits(landmarks),
          },
          {
            weight: weightOf(wish, 'damage-short-header', 1, rarely),
            arbitrary: fc.constant(shortHeaderEdits),
          },
        ]),
    ...(version === 2 && hasTables
      ? [{ weight: weightOf(wish, 'damage-zero-flag', 4, rarely), arbitrary: zeroFlagEdits(landmarks) }]
      : []),
    ...(extendedL2 && hasTables ? [{ weight: 8, arbitrary: subclusterEdits(landmarks) }] : []),
    ...(hasTables && layout.clusterSize > 512
      ? [
          { weight: weightOf(wish, 'damage-unaligned', 1, rarely), arbitrary: unalignedEdits(landmarks) },
          {
            weight: weightOf(wish, 'damage-unaligned-table', 1, rarely),
            arbitrary: unalignedTableEdits(landmarks),
          },
        ]
      : []),
    ...(layout.l1.entries === 0
      ? []
      : [
          {
            weight: weightOf(wish, 'damage-short-table', 1, rarely),
            arbitrary: fc.constant(shortTableEdits(landmarks)),
          },
        ]),
    ...(dataFile !== undefined && hasTables && wish.has('damage-compressed')
      ? [{ weight: rarely, arbitrary: compressedEdits(landmarks) }]
      : []),
    ...(dataFile === undefined
      ? []
      : [
          {
            weight: weightOf(wish, 'damage-data-file', 14, rarely),
            arbitrary: dataFileEdits(layer, landmarks, wish),
          },
        ]),
    ...(encryption?.method === 'luks'
      ? [{ weight: 12, arbitrary: luksEdits(landmarks.layout.luks.offset) }]
      : []),
    ...(snapshots === undefined
      ? []
      : [{ weight: 12, arbitrary: writtenSnapshotEdits(snapshots, landmarks) }]),
  );
}
