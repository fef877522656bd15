import { posix } from 'node:path';
import { impliedStem } from '../../../generators/recipe/picture/implied-stem.ts';
import type { LocatedExtent, PastedMap } from '../map-text/pasted.ts';
import { badMap } from '../map-text/pasted.ts';
import { rawLayer } from './raw-layer.ts';
import { type LayerSketch, noRebuild, type Stretch, wholeSectors } from './sketch.ts';
import { stretchOf } from './stretch-of.ts';

/**
 * The one layer that a map made with "backing": null tells of.
 *
 * @throws MapParityError `no-rebuild` where the map tells of several layers, or is a table, which tells no depth.
 */
export function sketchOfLayer(map: PastedMap, stem: string): LayerSketch {
  const { source, output, extents } = map;
  const deeper = extents.find(({ depth }) => depth !== 0);
  if (output === 'human') throw noRebuild(source, undefined, 'a table tells no depth', 'Give JSON.');
  if (deeper !== undefined) {
    const what = `depth ${deeper.depth}: each of several maps is of one layer`;
    throw noRebuild(source, deeper.line, what, 'Make it with "backing": null, or give it alone.');
  }
  const stretches = extents.map(extent => stretchOf(extent, map, 'unallocated'));
  return { source, stem, ...measureOf(map), stretches };
}

/**
 * The layers of a chain by the map of its top, base first. A layer is as long as the layer above it lets see: what that
 * one says to be not present, though deeper layers exist, lies behind the end of its backing file. Below what other layers
 * hide it is taken as unallocated.
 *
 * @throws MapParityError `bad-map` where depths contradict each other.
 */
export function sketchesOfChain(map: PastedMap): LayerSketch[] {
  if (map.output === 'human') return sketchesOfTable(map);
  const { source, extents } = map;
  const deepest = extents.reduce((most, { depth }) => Math.max(most, depth!), 0);
  const { size, window, tells } = measureOf(map);
  const layers = Array.from({ length: deepest + 1 }, () => ({ size, stretches: [] as Stretch[] }));
  for (const extent of extents) {
    const stretch = stretchOf(extent, map, extent.depth === deepest ? 'unallocated' : 'zero-plain');
    const depth = extent.depth!;
    const ended = layers.findIndex(layer => layer.size <= stretch.start && stretch.end > stretch.start);
    if (ended > 0 && ended <= depth)
      throw badMap(
        source,
        extent.line,
        `depth ${depth}, yet the layer at depth ${ended} ended at ${layers[ended]!.size}`,
      );
    layers[depth]!.stretches.push(stretch);
    const below = layers[depth + 1];
    if (extent.present === false && below !== undefined && below.size > stretch.start)
      below.size = stretch.start;
  }
  return layers
    .map((layer, depth) => ({
      source,
      window,
      tells,
      stem: impliedStem(deepest - depth, deepest + 1),
      ...layer,
    }))
    .reverse();
}

/**
 * A table tells neither depth nor what isn't data. Its files stand in the order in which they first appear, but for one
 * that can be raw: it is the base.
 */
function sketchesOfTable(map: PastedMap): LayerSketch[] {
  const byFile = Map.groupBy(map.extents, ({ file }) => file!);
  const sketches = [...byFile].map(([file, extents], index) => ({
    source: map.source,
    stem: impliedStem(index, byFile.size),
    ...(isPlainPath(file) ? { file } : {}),
    ...measureOf(map),
    stretches: extents.map(extent => stretchOf(extent, map, 'unallocated')),
  }));
  const raw = sketches.filter(sketch => rawLayer(sketch) !== undefined);
  return [...raw, ...sketches.filter(sketch => !raw.includes(sketch))];
}

/** Whether a file of this name can be made in any folder. */
function isPlainPath(name: string): boolean {
  return name !== '' && posix.normalize(name) === name && !/^\/|^\.\.|^[^/]*:/.test(name);
}

/** What lies before the first row of a table is told: it isn't data. */
function measureOf({ output, extents }: PastedMap): Pick<LayerSketch, 'size' | 'window' | 'tells'> {
  const end = endOf(extents.at(-1)!);
  const tells = output === 'human' ? 'data' : 'all';
  return {
    tells,
    size: wholeSectors(end),
    window: { start: output === 'human' ? 0n : extents[0]!.start, end },
  };
}

function endOf({ start, length }: LocatedExtent): bigint {
  return start + length;
}
