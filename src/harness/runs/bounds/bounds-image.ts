import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { layerFormats, plainestFormat } from '../../../../generators/recipe/formats.ts';
import type { LayerFormat } from '../../../../generators/recipe/recipe.ts';
import { isServed } from '../../../../generators/recipe/served.ts';
import { worstCases } from '../../../../generators/worst/worst-cases.ts';
import { writeWorstCase } from '../../../../generators/worst/write-worst-case.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';

/** An image on which our map is held against its bounds. */
export interface BoundsImage {
  readonly format: LayerFormat;
  /** What is wrong or extreme in it, for people. */
  readonly name: string;
  /** The words after `map`. */
  readonly words: readonly string[];
  /** Writes its files. */
  readonly write: (folder: string) => void;
}

/** Which images: the worst of each format, and so many damaged ones of each, by `seed`. */
export interface BoundsImages {
  readonly seed: number;
  readonly damaged: number;
  /** Only those whose format or name has one of these words; empty: all. */
  readonly words: readonly string[];
}

/** All images, format by format. They are drawn one at a time. */
export function* boundsImages({ seed, damaged, words }: BoundsImages): Generator<BoundsImage> {
  const isWanted = ({ format, name }: BoundsImage): boolean =>
    words.length === 0 || words.some(word => `${format}, ${name}`.includes(word));
  for (const format of layerFormats) {
    for (const image of [...worstOf(format), ...damagedOf(format, seed, damaged)])
      if (isWanted(image)) yield image;
  }
}

function* worstOf(format: LayerFormat): Generator<BoundsImage> {
  for (const worst of worstCases[format]) {
    const { name, words } = worst;
    yield { format, name, words, write: folder => writeWorstCase(worst, folder) };
  }
}

/** Damaged chains with a layer of the format. Those that need a server are left out: what a map costs then depends on the server. */
function* damagedOf(format: LayerFormat, seed: number, count: number): Generator<BoundsImage> {
  for (let index = 0, found = 0; found < count; index++) {
    const { recipe, queries } = caseAt(
      seed,
      index,
      format === plainestFormat ? ['damage'] : ['damage', format],
    );
    const words = queries.find(query => !query.some(word => word.startsWith('--context')));
    if (words === undefined || recipe.layers.some(isServed)) continue;
    found++;
    yield { format, name: `damaged, case ${index}`, words, write: folder => writeRecipe(recipe, folder) };
  }
}
