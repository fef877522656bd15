import * as fc from 'fast-check';
import type { Edit, Layer, Qcow2Layer } from '../recipe/recipe.ts';
import { bitmapEdits } from './bitmap-edits.ts';
import { extensionEdits } from './extension-edits.ts';
import { headerEdits } from './header-edits.ts';
import { landmarksOf } from './landmarks.ts';
import { lengthEdits } from './length-edits.ts';
import { noiseEdits } from './noise-edits.ts';
import { rawEdits } from './raw-edits.ts';
import { snapshotEdits } from './snapshot-edits.ts';
import { tableEdits } from './table-edits.ts';

function qcow2Edits(layer: Qcow2Layer): fc.Arbitrary<Edit[]> {
  const landmarks = landmarksOf(layer);
  const { places, layout } = landmarks;
  return fc.oneof(
    { weight: 6, arbitrary: headerEdits(landmarks) },
    { weight: 6, arbitrary: tableEdits(landmarks) },
    { weight: 3, arbitrary: extensionEdits(landmarks) },
    { weight: 2, arbitrary: lengthEdits(places, layout.fileLength) },
    { weight: 2, arbitrary: noiseEdits(places) },
    { weight: 1, arbitrary: snapshotEdits(landmarks) },
    { weight: 1, arbitrary: bitmapEdits(landmarks) },
  );
}

/** For the damage of one layer that writers can write: of one sort mostly, of two or three now and then. */
export function layerEdits(layer: Layer): fc.Arbitrary<Edit[]> {
  const one = layer.format === 'raw' ? rawEdits(layer) : qcow2Edits(layer);
  const some = fc.array(one, { minLength: 2, maxLength: 3, size: 'max' }).map(parts => parts.flat());
  return fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: some });
}
