import type { BlockLayer } from '../../../../../generators/recipe/recipe.ts';
import type { ImageFormat } from '../../../../map/node/image-format.ts';

/** Whether a grain that is drawn as zeros is an unmapped one: map reports both alike. Only seSparse has them, each by an entry in a table. */
export function hasUnmappedGrains(image: ImageFormat, { cells, unit, subformat }: BlockLayer): boolean {
  if (subformat !== 'seSparse') return false;
  let grain = 0;
  for (const cell of cells) {
    const end = grain + cell.count;
    if (!('state' in cell) || cell.state !== 'zero-plain') {
      grain = end;
      continue;
    }
    for (; grain < end; grain++) {
      if (image.explain(BigInt(grain) * BigInt(unit))?.state === 'unmapped') return true;
    }
  }
  return false;
}
