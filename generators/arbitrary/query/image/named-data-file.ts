import * as fc from 'fast-check';
import { fileNode } from '../../../recipe/plain-node.ts';
import type { Layer, Recipe } from '../../../recipe/recipe.ts';
import type { ImageWords } from './image-words.ts';
import { asJson, asOptions, dottedOptions, layerNode } from './layer-words.ts';

/**
 * For a data file that the query names: the one of the header, or another that takes its place. If the header has none,
 * qemu refuses it.
 */
export function namedDataFile(layer: Layer, { layers }: Recipe): fc.Arbitrary<ImageWords> {
  const own = layer.dataFile;
  const file = fc.constantFrom(own ?? layer.name, own ?? layer.name, layers[0]!.name);
  return file.chain(filename =>
    fc.constantFrom(
      asJson(layerNode(layer, { 'data-file': fileNode(filename) })),
      asOptions(
        `${dottedOptions(layer)},data-file.driver=file,data-file.filename=${filename.replaceAll(',', ',,')}`,
      ),
    ),
  );
}
