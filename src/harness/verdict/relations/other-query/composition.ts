import { canState } from '../../../../../generators/recipe/formats.ts';
import { plainNode } from '../../../../../generators/recipe/plain-node.ts';
import type { Layer } from '../../../../../generators/recipe/recipe.ts';
import { endOf, extentAt, offsetAt } from '../../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../../answers/extents/read-extent.ts';
import { layersDown } from '../plain-chain.ts';
import { MapFailed, type RelatedChain } from '../related-chain.ts';
import type { RelatedMap } from '../related-map.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const composition: Relation = {
  name: 'composition',
  statement: 'the map of a chain is composed of the maps of its layers, each cut off by "backing": null',
  check: comparePairs('free', function* (chain): Iterable<Pair> {
    // Up to 6.0 there is no `present`: a map doesn't say which clusters hide the layers below.
    if (!chain.profile.presentKey) return;
    const layers = layersDown(chain.recipe, chain.top);
    if (layers === undefined) return;
    const maps = mapsOf(chain, layers);
    if (maps === undefined) return;
    yield [chain.map(chain.top.name), { name: 'the maps of its layers, composed', extents: composed(maps) }];
  }),
};

/** The map of each layer; undefined when one fails, because of damage that the layers above hide. */
function mapsOf(chain: RelatedChain, layers: readonly Layer[]): readonly ReadExtent[][] | undefined {
  try {
    return layers.map(layer => [...cutMap(chain, layer).extents]);
  } catch (error) {
    if (error instanceof MapFailed) return undefined;
    throw error;
  }
}

function cutMap({ map }: RelatedChain, layer: Layer): RelatedMap {
  if (!canState(layer, 'backing')) return map('-f', layer.format, layer.name);
  const cut = { ...plainNode(layer), backing: null };
  return map(`json:${JSON.stringify(cut)}`);
}

/** For each byte the extent of the first layer from the top that is present; if none is, of the last layer that has the byte. */
function composed(maps: readonly (readonly ReadExtent[])[]): ReadExtent[] {
  const end = endOf(maps[0]!);
  if (end === 0n) return [...maps[0]!];
  const borders = maps.flat().flatMap(({ start, length }) => [start, start + length]);
  const cuts = [...new Set(borders.filter(at => at < end)), end].sort((a, b) => (a < b ? -1 : 1));
  return cuts.slice(0, -1).map((start, index) => {
    const length = cuts[index + 1]! - start;
    let depth = 0;
    for (; ; depth++) {
      const extent = extentAt(maps[depth]!, start)!;
      const below = maps[depth + 1];
      if (!extent.present && below !== undefined && start < endOf(below)) continue;
      return { ...extent, start, length, depth, offset: offsetAt(extent, start) };
    }
  });
}
