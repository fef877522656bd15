import type { Qcow2Layer } from '../../recipe/recipe.ts';
import type { FormatWriter } from '../format-writer.ts';
import { dataFilePieces } from './data-file.ts';
import { qcow2FieldPlace } from './field-place.ts';
import { layoutOf } from './layout/layout.ts';
import { qcow2Pieces } from './qcow2-pieces.ts';

export const qcow2Writer: FormatWriter<Qcow2Layer> = {
  files(layer, backing) {
    const layout = layoutOf(layer);
    const own = {
      name: layer.name,
      length: layout.fileLength,
      pieces: qcow2Pieces(layer, layout, backing),
    };
    if (layer.dataFile === undefined) return [own];
    return [own, { name: layer.dataFile, length: layout.virtualSize, pieces: dataFilePieces(layer, layout) }];
  },
  fieldPlace: (layer, edit) => qcow2FieldPlace(layer, layoutOf(layer), edit),
};
