import {
  type BlockFormatName,
  blockFormats,
  isBlockLayer,
} from '../../../../../generators/recipe/blocks/block-formats.ts';
import { kindOf } from '../../../../../generators/recipe/blocks/block-layer.ts';
import { cellCount, joinRuns } from '../../../../../generators/recipe/cells/cell-row.ts';
import { canState, plainestFormat, plainLayer, traitsOf } from '../../../../../generators/recipe/formats.ts';
import { headerBacking } from '../../../../../generators/recipe/header-backing.ts';
import { mappedSize } from '../../../../../generators/recipe/mapped-size.ts';
import type {
  CellRun,
  CellState,
  Layer,
  LayerFormat,
  Recipe,
} from '../../../../../generators/recipe/recipe.ts';
import { clusterCount } from '../../../../../generators/recipe/virtual-size.ts';
import { hasDataHoles, hasOtherBackingFormat, isPlain } from '../plain-chain.ts';
import type { RelatedMap } from '../related-map.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

/** The format that layers of the usual one are rewritten in: one with zeros and backing files. */
const alternative: BlockFormatName = 'qed';

export const otherFormat: Relation = {
  name: 'other-format',
  statement:
    'the same states of clusters in another format map the same, except for offsets, which not all formats tell',
  check: comparePairs('free', function* ({ map, top, recipe, write }): Iterable<Pair> {
    const another = rewritten(recipe, toUsual) ?? rewritten(recipe, toAlternative);
    if (another === undefined || hasOtherBackingFormat(recipe)) return;
    const other = withoutOffsets(write(another).map(top.name));
    yield [{ ...other, name: `${other.name}, in another format` }, withoutOffsets(map(top.name))];
  }),
};

function withoutOffsets(map: RelatedMap): RelatedMap {
  return { ...map, extents: map.extents.map(extent => ({ ...extent, offset: undefined })) };
}

function rewritten({ layers }: Recipe, rewrite: (layer: Layer) => Layer | undefined): Recipe | undefined {
  // Probing, of which the usual format needs none, must find the same formats in both chains.
  if (layers.some(layer => layer.edits !== undefined || !traitsOf(layer).isProbed(layer))) return undefined;
  const others = layers.map(rewrite);
  if (others.every(other => other === undefined)) return undefined;
  // Some formats name no backing file of another format, and others do.
  const named = layers.map((_, index) => headerBacking({ layers }, index).name);
  const another = {
    layers: others.map((other, index) => {
      if (other === undefined) return layers[index]!;
      return named[index] === null && canState(other, 'backing') ? { ...other, backing: null } : other;
    }),
  };
  const isSameChain = named.every((name, index) => headerBacking(another, index).name === name);
  return !isSameChain || hasOtherBackingFormat(another) ? undefined : another;
}

/** Clusters are at most as large as those of the usual format, and not too many. */
const largestUnit = 2 ** 21;
const mostClusters = 65536n;

function toUsual(layer: Layer): Layer | undefined {
  if (!isBlockLayer(layer) || (kindOf(layer).showsHoles && hasDataHoles(layer))) return undefined;
  const { unallocated } = blockFormats[layer.format];
  const stateOf = ({ state }: CellRun): CellState => {
    if (unallocated === 'data' || state === 'mixed' || state === 'data-hole') return 'data';
    return state === 'unallocated' && unallocated === 'zero' ? 'zero-plain' : state;
  };
  const rest = stateOf({ state: 'unallocated', count: 1 });
  return inFormat(layer, plainestFormat, Math.min(layer.unit, largestUnit), stateOf, rest);
}

function toAlternative(layer: Layer): Layer | undefined {
  const { sizes, kinds, largest } = blockFormats[alternative];
  const isSmall =
    layer.unit >= sizes.least && layer.unit <= sizes.most && mappedSize(layer) <= largest(layer.unit);
  if (layer.format !== plainestFormat || !isPlain(layer) || layer.extensions !== undefined || !isSmall)
    return undefined;
  const { states } = Object.values(kinds)[0]!;
  const stateOf = ({ state }: CellRun): CellState =>
    state === 'zero-allocated' || state === 'mixed' ? 'zero-plain' : state;
  if (!layer.cells.every(cell => states.includes(stateOf(cell)))) return undefined;
  return inFormat(layer, alternative, layer.unit, stateOf, 'unallocated');
}

/** The layer in another format. `rest` is the state of the clusters behind its row. */
function inFormat(
  layer: Layer,
  format: LayerFormat,
  unit: number,
  stateOf: (run: CellRun) => CellState,
  rest: CellState,
): Layer | undefined {
  const clusters = clusterCount(layer);
  const parts = layer.unit / unit;
  if (clusters * BigInt(parts) > mostClusters) return undefined;
  const { name, backing } = layer;
  const row = layer.cells.map(run => ({ state: stateOf(run), count: run.count * parts }));
  const missing = (Number(clusters) - cellCount(layer.cells)) * parts;
  const cells = joinRuns([...row, { state: rest, count: Math.max(0, missing) }]);
  return {
    ...plainLayer(format, { name, unit, cells, size: mappedSize(layer) }),
    ...(backing === undefined ? {} : { backing }),
    ...(format === plainestFormat ? { skeleton: true } : {}),
  } as Layer;
}
