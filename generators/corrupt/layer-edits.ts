import * as fc from 'fast-check';
import type { Edit, Layer, Qcow2Layer } from '../recipe/recipe.ts';
import { noWish, type Wish, weightOf } from '../wish/wish.ts';
import { lengthEdits } from './length-edits.ts';
import { noiseEdits } from './noise-edits.ts';
import { bitmapEdits } from './qcow2/bitmap-edits.ts';
import { dataFileEdits } from './qcow2/data-file-edits.ts';
import { extensionEdits } from './qcow2/extension-edits.ts';
import { headerEdits } from './qcow2/header-edits.ts';
import { landmarksOf } from './qcow2/landmarks.ts';
import { luksEdits } from './qcow2/luks-edits.ts';
import { snapshotEdits } from './qcow2/snapshot-edits.ts';
import { subclusterEdits } from './qcow2/subcluster-edits.ts';
import { tableEdits } from './qcow2/table-edits.ts';
import { writtenSnapshotEdits } from './qcow2/written-snapshot-edits.ts';
import { rawEdits } from './raw/raw-edits.ts';

/** The weight of damage that a wish names. */
const wished = 60;

function qcow2Edits(layer: Qcow2Layer, wish: Wish): fc.Arbitrary<Edit[]> {
  const landmarks = landmarksOf(layer);
  const { places, layout } = landmarks;
  const { extendedL2, dataFile, encryption, snapshots } = layer;
  const hasTables = layout.l2.tables.length > 0;
  return fc.oneof(
    { weight: weightOf(wish, 'damage-header', 6, wished), arbitrary: headerEdits(landmarks) },
    { weight: weightOf(wish, 'damage-tables', 6, wished), arbitrary: tableEdits(landmarks) },
    { weight: 3, arbitrary: extensionEdits(landmarks) },
    { weight: weightOf(wish, 'damage-length', 2, wished), arbitrary: lengthEdits(places, layout.fileLength) },
    { weight: weightOf(wish, 'damage-bytes', 2, wished), arbitrary: noiseEdits(places) },
    { weight: 1, arbitrary: snapshotEdits(landmarks) },
    { weight: 1, arbitrary: bitmapEdits(landmarks) },
    ...(extendedL2 && hasTables ? [{ weight: 8, arbitrary: subclusterEdits(landmarks) }] : []),
    ...(dataFile === undefined ? [] : [{ weight: 12, arbitrary: dataFileEdits(layer, landmarks) }]),
    ...(encryption?.method === 'luks' ? [{ weight: 12, arbitrary: luksEdits(landmarks) }] : []),
    ...(snapshots === undefined
      ? []
      : [{ weight: 12, arbitrary: writtenSnapshotEdits(snapshots, landmarks) }]),
  );
}

/** For the damage of one layer that writers can write: of one sort mostly, of two or three now and then. */
export function layerEdits(layer: Layer, wish: Wish = noWish): fc.Arbitrary<Edit[]> {
  const one = layer.format === 'raw' ? rawEdits(layer) : qcow2Edits(layer, wish);
  const some = fc.array(one, { minLength: 2, maxLength: 3, size: 'max' }).map(parts => parts.flat());
  return fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: some });
}
