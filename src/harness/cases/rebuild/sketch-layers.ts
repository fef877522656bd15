import { posix } from 'node:path';
import { impliedStem } from '../../../../generators/recipe/implied-stem.ts';
import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import { badMap } from '../../answers/pasted/pasted-map.ts';
import { holeBlock, rawLayer } from './raw-layer.ts';
import { type LayerSketch, noRebuild, type Stretch, wholeSectors } from './sketch.ts';
import { stretchOf } from './stretch-of.ts';
import { windowOf } from './window-of.ts';

/**
 * The one layer that a map made with "backing": null tells of.
 *
 * @throws HarnessError `no-rebuild` where the map tells of several layers, or is a table, which tells no depth.
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
 * @throws HarnessError `bad-map` where depths contradict each other.
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
    stem: freeStem(impliedStem(index, byFile.size), [...byFile.keys()]),
    ...(isPlainPath(file) ? { file } : {}),
    ...measureOf(map),
    stretches: extents.map(extent => stretchOf(extent, map, 'unallocated')),
  }));
  const base = sketches.find(sketch => rawLayer(upToItsEnd(sketch)) !== undefined);
  if (base === undefined) return sketches;
  return [upToItsEnd(base), ...sketches.filter(sketch => sketch !== base)];
}

/** A raw file whose data ends within a block of the host ends there itself: else all of the block would be data. */
function upToItsEnd(sketch: LayerSketch): LayerSketch {
  const { end } = sketch.stretches.at(-1)!;
  if (end % holeBlock === 0n) return sketch;
  return { ...sketch, size: wholeSectors(end), window: { ...sketch.window, end } };
}

/** A stem whose files have other names than those of the table. */
function freeStem(stem: string, told: readonly string[]): string {
  return told.some(file => file.startsWith(`${stem}.`)) ? freeStem(`${stem}-`, told) : stem;
}

/** Whether a file of this name can be made in any folder. */
function isPlainPath(name: string): boolean {
  return name !== '' && posix.normalize(name) === name && !/^\/|^\.\.|^[^/]*:/.test(name);
}

function measureOf(map: PastedMap): Pick<LayerSketch, 'size' | 'window' | 'tells'> {
  const window = windowOf(map);
  return { tells: map.output === 'human' ? 'data' : 'all', size: wholeSectors(window.end), window };
}
