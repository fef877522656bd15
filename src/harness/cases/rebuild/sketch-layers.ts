import { posix } from 'node:path';
import { impliedStem } from '../../../../generators/recipe/implied-stem.ts';
import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import { badMap } from '../../answers/pasted/pasted-map.ts';
import { entriesOfBlocks } from './entries-of-blocks.ts';
import { holeBlock, rawLayer } from './raw-layer.ts';
import { type LayerSketch, noRebuild, type Stretch, wholeSectors } from './sketch.ts';
import { stretchOfExtent } from './stretch-of-extent.ts';
import { windowOf } from './window-of.ts';

/**
 * The layer that a map made with "backing": null describes.
 *
 * @throws HarnessError `no-rebuild` if the map has several layers, or is a table, which has no depths
 */
export function sketchOfLayer(map: PastedMap, stem: string): LayerSketch {
  const { source, output, extents } = map;
  const deeper = extents.find(({ depth }) => depth !== 0);
  if (output === 'human') throw noRebuild(source, undefined, 'a table has no depths', 'Give JSON.');
  if (output === 'nbd')
    throw noRebuild(source, undefined, 'a context of NBD describes a whole chain', 'Give it alone.');
  if (deeper !== undefined) {
    const what = `depth ${deeper.depth}: each of several maps must describe one layer`;
    throw noRebuild(source, deeper.line, what, 'Make it with "backing": null, or give it alone.');
  }
  const stretches = extents.map(extent => stretchOfExtent(extent, map, 'unallocated'));
  return { source, stem, ...measureOf(map), stretches };
}

/**
 * The layers of a chain by the map of its top, base first. The layer above shows how long a layer is: where it is not present,
 * though deeper layers exist, its backing file has ended. Ranges that other layers hide are taken as unallocated.
 *
 * @throws HarnessError `bad-map` if depths contradict each other
 */
export function sketchesOfChain(map: PastedMap): LayerSketch[] {
  if (map.output === 'human') return sketchesOfTable(map);
  const { source } = map;
  const extents = map.output === 'nbd' ? entriesOfBlocks(map) : map.extents;
  const deepest = extents.reduce((most, { depth }) => Math.max(most, depth!), 0);
  const { size, window, covers } = measureOf(map);
  const layers = Array.from({ length: deepest + 1 }, () => ({ size, stretches: [] as Stretch[] }));
  for (const extent of extents) {
    const stretch = stretchOfExtent(extent, map, extent.depth === deepest ? 'unallocated' : 'zero-plain');
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
      covers,
      stem: impliedStem(deepest - depth, deepest + 1),
      ...layer,
    }))
    .reverse();
}

/**
 * The layers of a table, which has neither depths nor anything but data. A file that can be raw is the base; the others are
 * in the order in which they first appear.
 */
function sketchesOfTable(map: PastedMap): LayerSketch[] {
  const byFile = Map.groupBy(map.extents, ({ file }) => file!);
  const sketches = [...byFile].map(([file, extents], index) => ({
    source: map.source,
    stem: freeStem(impliedStem(index, byFile.size), [...byFile.keys()]),
    ...(isPlainPath(file) ? { file } : {}),
    ...measureOf(map),
    stretches: extents.map(extent => stretchOfExtent(extent, map, 'unallocated')),
  }));
  const base = sketches.find(sketch => rawLayer(upToItsEnd(sketch)) !== undefined);
  if (base === undefined) return sketches;
  return [upToItsEnd(base), ...sketches.filter(sketch => sketch !== base)];
}

/** A raw file whose data ends inside a block of the host must end there: otherwise the whole block would be data. */
function upToItsEnd(sketch: LayerSketch): LayerSketch {
  const { end } = sketch.stretches.at(-1)!;
  if (end % holeBlock === 0n) return sketch;
  return { ...sketch, size: wholeSectors(end), window: { ...sketch.window, end } };
}

/** A stem that no file of the table has. */
function freeStem(stem: string, files: readonly string[]): string {
  return files.some(file => file.startsWith(`${stem}.`)) ? freeStem(`${stem}-`, files) : stem;
}

/** Whether a file of this name can be made inside any folder. */
function isPlainPath(name: string): boolean {
  return name !== '' && posix.normalize(name) === name && !/^\/|^\.\.|^[^/]*:/.test(name);
}

function measureOf(map: PastedMap): Pick<LayerSketch, 'size' | 'window' | 'covers'> {
  const window = windowOf(map);
  return { covers: map.output === 'human' ? 'data' : 'all', size: wholeSectors(window.end), window };
}
