import * as fc from 'fast-check';
import type { HeaderBacking } from '../../recipe/backing.ts';
import { canState } from '../../recipe/formats.ts';
import { headerBacking } from '../../recipe/header-backing.ts';
import { mappedSize } from '../../recipe/mapped-size.ts';
import { bitmapsExtensionBytes, headerBytes } from '../../recipe/qcow2/header-bytes.ts';
import type { Layer, Qcow2Layer, Recipe } from '../../recipe/recipe.ts';
import { lazily } from '../../wish/lazily.ts';
import { asWished, type Wish } from '../../wish/wish.ts';
import { bitmaps } from '../qcow2/bitmaps.ts';
import { largestServed } from '../query/nbd-query.ts';

/** One in this many layers that can have dirty bitmaps has some. */
const onceIn = 25;

/** For the same chain, now and then with dirty bitmaps. */
export function withBitmaps(recipe: Recipe, wish: Wish): fc.Arbitrary<Recipe> {
  const layers = recipe.layers.map((layer, index): fc.Arbitrary<Layer> => {
    if (!canState(layer, 'bitmaps') || !canHold(layer, headerBacking(recipe, index)))
      return fc.constant(layer);
    const trait = wish.has('dirty-bitmap') ? 'dirty-bitmap' : 'bitmaps';
    const some = lazily(() => fc.record({ bitmaps: bitmaps(layer) }));
    return asWished(wish, trait, onceIn, some).map(drawn => ({ ...layer, ...drawn }));
  });
  return fc.tuple(...layers).map(drawn => ({ layers: drawn }));
}

function canHold(layer: Qcow2Layer, backing: HeaderBacking): boolean {
  const size = mappedSize(layer);
  if (layer.version === 2 || layer.skeleton || size === 0n || size > largestServed) return false;
  return headerBytes(layer, backing) + bitmapsExtensionBytes <= layer.unit;
}
