import { type ModelExtent, type Prediction, predict } from '../../../generators/model/predict.ts';
import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';

/**
 * The prediction on a host with 4 KiB blocks as text: each extent as `START+LENGTH dDEPTH FLAGS[@OFFSET]`, each block
 * of a context of NBD as `START+LENGTH VALUE`.
 */
export function predictionText(recipe: Recipe, query: Query, version: string): string {
  const prediction = predicted(recipe, query, version);
  if (prediction.kind === 'abstains') return `abstains: ${prediction.reason}`;
  if (prediction.kind === 'refusal') return 'refused';
  if (prediction.kind === 'failure') return 'fails';
  if (prediction.kind === 'blocks') {
    return prediction.blocks.map(({ start, length, value }) => `${start}+${length} ${value}`).join('; ');
  }
  const extents = prediction.extents.map(compact).join('; ');
  return prediction.stopsAtUnmappable ? `${extents}; stops` : extents;
}

export function predicted(recipe: Recipe, query: Query, version: string): Prediction {
  return predict(recipe, query, version, { holeGranularity: 4096n });
}

/** P/p present, Z/z zero, D/d data, C compressed. What the version doesn't print is left out. */
function compact(extent: ModelExtent): string {
  const { start, length, depth, present, zero, data, compressed, offset } = extent;
  const flags = [
    present && 'P',
    present === false && 'p',
    zero ? 'Z' : 'z',
    data ? 'D' : 'd',
    compressed && 'C',
  ];
  const host = offset === undefined ? '' : `@${offset}`;
  return `${start}+${length} d${depth} ${flags.filter(Boolean).join('')}${host}`;
}
