import { hostSlotCount, joinRuns } from './cell-row.ts';
import { defaultBacking, headerBacking } from './header-backing.ts';
import { defaultHeaderLength } from './qcow2/default-header-length.ts';
import type { Case, Edit, Layer, Qcow2Layer, RawLayer, Recipe } from './recipe.ts';
import { defaultSize } from './virtual-size.ts';

/** The same case with the normal form of its recipe. */
export function normalCase(given: Case): Case {
  return { notes: given.notes, recipe: normalRecipe(given.recipe), queries: given.queries };
}

/**
 * The same recipe said in the fewest words: what is stated and equals its default is dropped, neighbouring runs of
 * one state are joined, hexadecimal is lower case. Recipes with one normal form are one recipe.
 */
export function normalRecipe(recipe: Recipe): Recipe {
  return {
    layers: recipe.layers.map((layer, index) =>
      layer.format === 'raw' ? normalRaw(layer) : normalQcow2(recipe, index, layer),
    ),
  };
}

function normalRaw(layer: RawLayer): RawLayer {
  return { format: 'raw', ...normalShape(layer) };
}

function normalQcow2(recipe: Recipe, index: number, layer: Qcow2Layer): Qcow2Layer {
  const { backing, backingFormat, headerLength, slots, extensions, snapshots } = layer;
  const usual = defaultBacking(recipe, index);
  const usualFormat = headerBacking(recipe, index).name === null ? null : usual.format;
  const inOrder = slots?.every((slot, at) => slot === at) && slots.length === hostSlotCount(layer.cells);
  return {
    format: 'qcow2',
    ...normalShape(layer),
    version: layer.version,
    ...(backing === undefined || backing === usual.name ? {} : { backing }),
    ...(backingFormat === undefined || backingFormat === usualFormat ? {} : { backingFormat }),
    ...pick(layer, ['extendedL2', 'compression']),
    ...(layer.refcountBits === 16 ? {} : pick(layer, ['refcountBits'])),
    ...pick(layer, [
      ...(layer.skeleton ? [] : (['refcounts'] as const)),
      'skeleton',
      'l2',
      'dataFile',
      'dataFileRaw',
      'encryption',
      'dirty',
      'corrupt',
      'lazyRefcounts',
    ]),
    ...(headerLength === undefined || headerLength === defaultHeaderLength(layer) ? {} : { headerLength }),
    ...(slots === undefined || inOrder ? {} : { slots: [...slots] }),
    ...(extensions === undefined || extensions.length === 0
      ? {}
      : { extensions: extensions.map(({ type, data }) => ({ type, data: data.toLowerCase() })) }),
    ...(snapshots === undefined || snapshots.length === 0
      ? {}
      : { snapshots: snapshots.map(({ name, cells }) => ({ name, cells: joinRuns(cells) })) }),
  };
}

/** Those of the properties that are stated. */
function pick<K extends keyof Qcow2Layer>(
  layer: Qcow2Layer,
  keys: readonly K[],
): Partial<Pick<Qcow2Layer, K>> {
  const stated = keys.filter(key => layer[key] !== undefined).map(key => [key, layer[key]]);
  return Object.fromEntries(stated) as Partial<Pick<Qcow2Layer, K>>;
}

function normalShape(layer: Layer): Omit<RawLayer, 'format'> {
  const { name, unit, size, cells, edits } = layer;
  return {
    name,
    unit,
    ...(size === undefined || size === defaultSize(layer) ? {} : { size }),
    cells: joinRuns(cells),
    ...(edits === undefined || edits.length === 0 ? {} : { edits: edits.map(normalEdit) }),
  };
}

function normalEdit(edit: Edit): Edit {
  return edit.field === 'byte' ? { ...edit, bytes: edit.bytes.toLowerCase() } : edit;
}
