import type { RawLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { FormatWriter } from '../format-writer.ts';
import { WriteError } from '../write-error.ts';
import { rawPieces } from './raw-pieces.ts';

export const rawWriter: FormatWriter<RawLayer> = {
  files: layer => [{ name: layer.name, length: virtualSize(layer), pieces: rawPieces(layer) }],
  fieldPlace({ name }, { field }) {
    throw new WriteError('field-absent', `${name}: a raw file has no ${field} field`);
  },
};
