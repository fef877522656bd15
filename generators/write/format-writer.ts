import type { HeaderBacking } from '../recipe/backing.ts';
import type { FieldEdit, Layer } from '../recipe/recipe.ts';
import type { FieldPlace } from './field-place.ts';
import type { WrittenFile } from './written-file.ts';

/** Turns layers of one format into files. */
export interface FormatWriter<L extends Layer> {
  /**
   * The files of a layer without its edits: the one of its name, then its data file if it has one.
   *
   * @throws WriteError if the layer can't be files
   */
  files(layer: L, backing: HeaderBacking): WrittenFile[];
  /**
   * The place of a field in the file of the layer's name. Earlier edits don't move it.
   *
   * @throws WriteError `field-unknown` for a header field of another name, `field-absent` if the file has no such field
   */
  fieldPlace(layer: L, edit: FieldEdit): FieldPlace;
}
