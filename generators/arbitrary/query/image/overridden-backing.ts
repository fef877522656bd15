import * as fc from 'fast-check';
import type { Layer } from '../../../recipe/recipe.ts';
import type { Wish } from '../../../wish/wish.ts';
import type { ImageWords } from './image-words.ts';
import { asJson, asOptions, dottedOptions, layerNode } from './layer-words.ts';

/**
 * For a backing file other than the header's: any deeper layer; if a wish names it, one of another format than the header names,
 * where there is one.
 */
export function overriddenBacking(
  layer: Layer,
  deeper: readonly Layer[],
  wish: Wish,
): fc.Arbitrary<ImageWords> {
  const named = deeper.at(-1)!.format;
  const others = wish.has('backing') ? deeper.filter(({ format }) => format !== named) : [];
  return fc
    .constantFrom(...(others.length > 0 ? others : deeper))
    .chain(backing =>
      fc.constantFrom(
        asJson(layerNode(layer, { backing: layerNode(backing) })),
        asOptions(`${dottedOptions(layer)},${dottedOptions(backing, 'backing.')}`),
      ),
    );
}
