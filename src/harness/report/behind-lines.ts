import type { Recipe } from '../../../generators/recipe/recipe.ts';
import { MapParityError } from '../../error.ts';
import { explain, type LayerExplanation, openImage } from '../../index.ts';

/**
 * What stands behind a guest offset (bytes) of a written chain: a line a layer, from the top down to the one that
 * decides, with its cluster and table words; the reason alone where the chain can't be opened.
 */
export function behindLines(recipe: Recipe, at: bigint, folder: string): string[] {
  try {
    // Not `using`: Node 22 runs these sources as they are, and doesn't know it.
    const image = openImage(recipe.layers.at(-1)!.name, { directory: folder });
    try {
      return ['behind it', ...explain(image, at).map(layerLine)];
    } finally {
      image.close();
    }
  } catch (error) {
    if (error instanceof MapParityError) return [`nothing to show behind it: ${error.message}`];
    throw error;
  }
}

function layerLine({ depth, name, format, beyondEnd, cluster }: LayerExplanation): string {
  const layer = `  depth ${depth}  ${name} (${format})`;
  if (beyondEnd) return `${layer}: past its end`;
  if (cluster === undefined) return `${layer}: no tables`;
  const { l1, l2, subclusters, hostOffset } = cluster;
  const words = [
    `cluster ${cluster.cluster}: ${cluster.state}`,
    `L1[${l1.index}] = ${l1.word}`,
    l2 === undefined ? 'no L2 table' : `L2[${l2.index}] at 0x${l2.tableOffset.toString(16)} = ${l2.word}`,
    ...(subclusters === undefined ? [] : [`subcluster ${subclusters.index} of bitmap ${subclusters.bitmap}`]),
    ...(hostOffset === undefined ? [] : [`host offset ${hostOffset}`]),
  ];
  return `${layer}, ${words.join(', ')}`;
}
