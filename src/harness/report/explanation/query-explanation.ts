import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { MapParityError } from '../../../map/basics/error.ts';
import type { OpenImageOptions } from '../../../map/index.ts';
import { spelledOut } from '../../finding/reduce/spelled-out.ts';
import { withinTime } from '../../parties/subject/within-time.ts';
import { explanationLines } from './explanation-lines.ts';
import { writtenLine } from './written-line.ts';

/** Milliseconds that an explanation may take: it reads the tables with our map, in which a fault may have no end. */
const explanationLimit = 10_000;

/**
 * Explains a guest offset (bytes) of the image that a query maps, whose files are in `folder` and were written from `recipe`. Our
 * own code reads the tables, so the recipe's own cell stands beside what it reads. If the image can't be opened,
 * or that takes longer than `limit` (milliseconds), the only line is the reason.
 */
export function queryExplanationLines(
  recipe: Recipe,
  query: Query,
  at: bigint,
  folder: string,
  limit: number = explanationLimit,
): string[] {
  const words = spelledOut(query);
  try {
    const lines = withinTime(limit, () =>
      explanationLines(words.at(-1) ?? '', at, { directory: folder, ...openOptionsOf(words) }, layer =>
        writtenLine(recipe, layer, at),
      ),
    );
    if (lines === 'hung') return ['no explanation: our map comes to no end here'];
    return ['layers at this offset, from the top to the one that decides', ...lines.value];
  } catch (error) {
    if (error instanceof MapParityError) return [`no explanation: ${error.message}`];
    throw error;
  }
}

/** How the words of a query open their image. Only secrets that are written out are known. */
export function openOptionsOf(words: Query): OpenImageOptions {
  const format = words[words.indexOf('-f') + 1];
  const secrets = words.flatMap(word => {
    const [, id, data] = /^secret,id=([^,]+),data=([^,]*)$/.exec(word.replace(/^--object=/, '')) ?? [];
    return id === undefined || data === undefined ? [] : [[id, data]];
  });
  return {
    imageOptions: words.includes('--image-opts'),
    secrets: Object.fromEntries(secrets),
    ...(words.includes('-f') && format !== undefined && { format }),
  };
}
