import {
  cellCount,
  hasHostSlot,
  hostSlotCount,
  joinRuns,
} from '../../../../generators/recipe/cells/cell-row.ts';
import { plainLayer } from '../../../../generators/recipe/formats.ts';
import type {
  AttributeName,
  CellState,
  Layer,
  MixedCell,
  Recipe,
  SubclusterState,
  UniformCell,
} from '../../../../generators/recipe/recipe.ts';
import { plainerThan } from '../signature/plainness.ts';
import { plainerBitmaps, withBitmapsCut } from './plainer-bitmaps.ts';

/** Chains with one plainer layer or smaller clusters, the largest steps first. Not all of them are valid. */
export function* plainerRecipes(recipe: Recipe): Generator<Recipe> {
  for (const [index, layer] of recipe.layers.entries()) {
    for (const plainer of plainerLayers(layer)) yield { layers: recipe.layers.with(index, plainer) };
  }
  for (const unit of smallerUnits(recipe)) {
    yield { layers: recipe.layers.map(layer => withUnit(layer, unit)) };
  }
}

/** Chains in which one layer has one attribute less. Not all of them are valid. */
export function* withFewerFeatures({ layers }: Recipe): Generator<Recipe> {
  for (const [index, layer] of layers.entries()) {
    for (const plainer of plainerHeaders(layer)) yield { layers: layers.with(index, plainer) };
  }
}

/**
 * The chain with names, clusters and sizes alone, then without the attributes that hardly change a map. Each takes one step,
 * which saves dozens when most attributes don't matter. Nothing if the chain is that bare already.
 */
export function* bareRecipe({ layers }: Recipe): Generator<Recipe> {
  for (const plain of [bareLayer, withoutTrimmings]) {
    const bare = layers.map(plain);
    if (bare.some((layer, index) => Object.keys(layer).length < Object.keys(layers[index]!).length))
      yield { layers: bare };
  }
}

/** The most cells that may replace a size. */
const mostAdded = 16;

/** Attributes that hardly change a map. */
const trimmings = [
  'snapshots',
  'bitmaps',
  'extensions',
  'compression',
  'refcountBits',
  'dirty',
  'corrupt',
  'lazyRefcounts',
  'headerLength',
  'l2',
  'backingFormat',
] as const;

function withoutTrimmings(layer: Layer): Layer {
  return trimmings.reduce(without, layer);
}

function bareLayer({ format, name, unit, cells, size, served }: Layer): Layer {
  const stated = { ...(size !== undefined && { size }), ...(served !== undefined && { served }) };
  return plainLayer(format, { name, unit, cells, ...stated });
}

function* plainerLayers(layer: Layer): Generator<Layer> {
  if (layer.size !== undefined) {
    yield withBitmapsCut(without(layer, 'size'));
    yield* wholeRow(layer, layer.size);
  }
  yield* plainerHeaders(layer);
  yield* plainerBitmaps(layer);
  yield* plainerCells(layer);
}

/** Without a size, but with the cells that the row leaves out before that size, if they are few. */
function* wholeRow(layer: Layer, size: bigint): Generator<Layer> {
  const missing = Number((size + BigInt(layer.unit) - 1n) / BigInt(layer.unit)) - cellCount(layer.cells);
  if (missing < 1 || missing > mostAdded) return;
  const cells = joinRuns([...layer.cells, { state: 'unallocated', count: missing }]);
  yield { ...without(layer, 'size'), cells };
}

/** The attributes that are taken away, in this order. */
const attributes: Readonly<Record<Exclude<AttributeName, 'version'>, true>> = {
  snapshots: true,
  bitmaps: true,
  extensions: true,
  encryption: true,
  dataFileRaw: true,
  dataFile: true,
  compression: true,
  refcountBits: true,
  dirty: true,
  corrupt: true,
  lazyRefcounts: true,
  extendedL2: true,
  headerLength: true,
  l2: true,
  refcounts: true,
  skeleton: true,
  backing: true,
  backingFormat: true,
  slots: true,
  extentSize: true,
  subformat: true,
};

function* plainerHeaders(layer: Layer): Generator<Layer> {
  if (layer.served !== undefined) yield without(layer, 'served');
  if (layer.version === 2) yield { ...layer, version: 3 };
  for (const key of Object.keys(attributes) as (keyof typeof attributes)[]) {
    if (layer[key] !== undefined) yield without(layer, key);
  }
}

/** The layer with one run in each plainer state. */
function* plainerCells(layer: Layer): Generator<Layer> {
  for (const [index, run] of layer.cells.entries()) {
    for (const cell of run.state === 'mixed' ? plainerMixed(run) : plainerStates(run.state)) {
      yield withCell(layer, index, cell);
    }
  }
}

function plainerStates(state: CellState): UniformCell[] {
  return plainerThan(state).map(state => ({ state }));
}

/** One state for all subclusters; then each run of subclusters in the state of a neighbour, and in each plainer state. */
function* plainerMixed({ subclusters }: MixedCell): Generator<UniformCell | MixedCell> {
  const states = new Set<CellState>(['unallocated', 'data', ...subclusters.map(({ state }) => state)]);
  for (const state of states) yield { state };
  for (const [index, { state, count }] of subclusters.entries()) {
    const beside = [subclusters[index - 1], subclusters[index + 1]].flatMap(run => run?.state ?? []);
    const plainer = plainerThan(state).filter((other): other is SubclusterState => other !== 'compressed');
    for (const other of new Set([...beside, ...plainer]))
      yield { state: 'mixed', subclusters: subclusters.with(index, { state: other, count }) };
  }
}

/** The layer with other cells in one run. If host slots are named, those of the run go away with it. */
function withCell(layer: Layer, index: number, cell: UniformCell | MixedCell): Layer {
  const run = layer.cells[index]!;
  const cells = joinRuns(layer.cells.with(index, { ...cell, count: run.count }));
  if (layer.slots === undefined) return { ...layer, cells };
  if (hasHostSlot(run) === hasHostSlot(cell)) return { ...layer, cells };
  const slot = hostSlotCount(layer.cells.slice(0, index));
  const slots = hasHostSlot(run) ? layer.slots.toSpliced(slot, run.count) : layer.slots;
  return { ...layer, cells, slots };
}

function without(layer: Layer, key: AttributeName | 'size' | 'served'): Layer {
  const { [key]: _dropped, ...rest } = layer as Layer & { readonly [name in typeof key]?: unknown };
  return rest as Layer;
}

/** Cluster sizes for the whole chain that are smaller than the largest one it has. */
function smallerUnits(recipe: Recipe): number[] {
  const largest = Math.max(...recipe.layers.map(layer => layer.unit));
  return [512, 4096, 16384, 65536].filter(unit => unit < largest);
}

function withUnit(layer: Layer, unit: number): Layer {
  return withBitmapsCut(layer.size === undefined ? { ...layer, unit } : without({ ...layer, unit }, 'size'));
}
