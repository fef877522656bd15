import type { BlockFormat } from '../../../../../generators/recipe/blocks/block-format.ts';
import {
  type BlockFormatName,
  forBlockFormats,
} from '../../../../../generators/recipe/blocks/block-formats.ts';
import { plainLayer, type UnusualFormat } from '../../../../../generators/recipe/formats.ts';
import type { Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { distanceFromPlain } from '../../signature/plainness.ts';
import { unit } from './one-layer.ts';

/** A raw file of data, a raw file of a hole, and a raw file with a hole after data. */
function* rawFiles(): Generator<Recipe> {
  const [data, hole] = [{ state: 'data', count: 1 } as const, { state: 'unallocated', count: 1 } as const];
  for (const cells of [[data], [hole], [data, hole]])
    yield { layers: [{ format: 'raw', name: 'top.raw', unit, cells }] };
}

/** One block in each state, then two of different states; in the usual kind of image, then in each other one. */
function* blockFiles({ kinds, sizes }: BlockFormat, format: BlockFormatName): Generator<Recipe> {
  const unit = Math.max(sizes.least, 512);
  for (const [index, [subformat, kind]] of Object.entries(kinds).entries()) {
    const own = [...kind.states].sort((a, b) => distanceFromPlain(a) - distanceFromPlain(b));
    const rows = [
      ...own.map(state => [state]),
      ...own.flatMap(a => own.filter(b => a !== b).map(b => [a, b])),
    ];
    for (const row of rows) {
      const cells = row.map(state => ({ state, count: 1 }));
      const layer = plainLayer(format, { name: `top.${format}`, unit, cells });
      yield { layers: [index === 0 ? layer : ({ ...layer, subformat } as Layer)] };
    }
  }
}

/** The smallest chains with a top of an unusual format, called `top.FORMAT`. */
export const smallestOfFormat: Readonly<Record<UnusualFormat, () => Iterable<Recipe>>> = {
  raw: rawFiles,
  ...forBlockFormats((description, format) => () => blockFiles(description, format)),
};
