import type { RawLayer } from '../../recipe/recipe.ts';
import { wholeFiles } from '../byte-lines.ts';
import type { FormatScript } from '../format-script.ts';

export const rawScript: FormatScript<RawLayer> = {
  layerScript: (recipe, layer) => ({
    how: 'raw',
    lines: wholeFiles(recipe, layer),
    patches: [],
    keepsOffsets: true,
  }),
};
