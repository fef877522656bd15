import { cellCount, joinRuns } from '../../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { clusterCount, virtualSize } from '../../../../../generators/recipe/virtual-size.ts';
import { withoutHostOffset } from '../../../answers/extents/extent-list.ts';
import { isPlain, layersDown } from '../plain-chain.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const flatten: Relation = {
  name: 'flatten',
  statement: 'merging the two deepest layers changes only offsets and the deepest depth',
  check: comparePairs('free', function* ({ map, top, recipe, write }): Iterable<Pair> {
    const flat = layersDown(recipe, top) === undefined ? undefined : flattened(recipe);
    if (flat === undefined) return;
    const whole = map(top.name);
    const deepest = flat.layers.length - 1;
    const shallower = whole.extents.map(extent => ({ ...extent, depth: Math.min(extent.depth!, deepest) }));
    const flattenedMap = write(flat).map(top.name);
    yield [
      {
        name: `${flattenedMap.name}, the two deepest layers made one`,
        extents: flattenedMap.extents.map(withoutHostOffset),
      },
      { name: `${whole.name}, depths up to ${deepest}`, extents: shallower.map(withoutHostOffset) },
    ];
  }),
};

function flattened({ layers: [base, above, ...rest] }: Recipe): Recipe | undefined {
  if (base === undefined || above === undefined || !isPlain(base) || !isPlain(above)) return undefined;
  if (base.format !== above.format) return undefined;
  if (base.unit !== above.unit || (base.version === 2) !== (above.version === 2)) return undefined;
  const ends = virtualSize(base);
  if (ends < virtualSize(above) && ends % BigInt(base.unit) !== 0n) return undefined;
  const clusters = clusterCount(above);
  if (clusters > 65536n) return undefined;
  const { slots: _, backing: _name, backingFormat: _format, ...plain } = above;
  const one: Layer = {
    ...plain,
    size: virtualSize(above),
    cells: mergedCells(above, base, Number(clusters)),
  };
  return { layers: [one, ...rest] };
}

/** The first cells of a layer, with those of the layer below where it is unallocated. */
function mergedCells(above: Layer, below: Layer, clusters: number): CellRun[] {
  const [upper, lower] = [above, below].map(({ cells }) => padded(cells, clusters)) as [CellRun[], CellRun[]];
  return joinRuns(
    upper.map((cell, index) => ({ ...(cell.state === 'unallocated' ? lower[index]! : cell), count: 1 })),
  );
}

function padded(cells: readonly CellRun[], clusters: number): CellRun[] {
  const missing = Math.max(0, clusters - cellCount(cells));
  return [...cells, { state: 'unallocated' as const, count: missing }]
    .flatMap(run => Array<CellRun>(run.count).fill(run))
    .slice(0, clusters);
}
