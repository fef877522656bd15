import { hasHostSlot, joinRuns } from '../../../generators/recipe/cell-row.ts';
import type { CellState, Layer, Qcow2Layer, Recipe } from '../../../generators/recipe/recipe.ts';

/** Chains with one layer said more plainly, the largest steps first. Not all of them are valid. */
export function* plainerRecipes(recipe: Recipe): Generator<Recipe> {
  for (const [index, layer] of recipe.layers.entries()) {
    for (const plainer of plainerLayers(layer)) yield { layers: recipe.layers.with(index, plainer) };
  }
  for (const unit of smallerUnits(recipe)) {
    yield { layers: recipe.layers.map(layer => withUnit(layer, unit)) };
  }
}

function* plainerLayers(layer: Layer): Generator<Layer> {
  if (layer.edits !== undefined) {
    for (const index of layer.edits.keys()) yield { ...layer, edits: layer.edits.toSpliced(index, 1) };
  }
  if (layer.size !== undefined) yield without(layer, 'size');
  if (layer.format === 'qcow2') yield* plainerHeaders(layer);
  yield* plainerCells(layer);
}

function* plainerHeaders(layer: Qcow2Layer): Generator<Layer> {
  if (layer.version === 2) yield { ...layer, version: 3 };
  for (const key of [
    'extensions',
    'headerLength',
    'l2',
    'refcounts',
    'backing',
    'backingFormat',
    'slots',
  ] as const) {
    if (layer[key] !== undefined) yield without(layer, key);
  }
}

/** Each run as nothing, or as the plainer state of its family. */
function* plainerCells(layer: Layer): Generator<Layer> {
  for (const [index, run] of layer.cells.entries()) {
    for (const state of plainerStates(run.state)) {
      yield withState(layer, index, state);
    }
  }
}

function plainerStates(state: CellState): readonly CellState[] {
  switch (state) {
    case 'unallocated':
      return [];
    case 'data':
    case 'zero-plain':
      return ['unallocated'];
    case 'zero-allocated':
      return ['unallocated', 'zero-plain'];
    case 'data-hole':
    case 'compressed':
      return ['unallocated', 'data'];
  }
}

/** One run in another state. Where host slots are named, those that the run took go with it. */
function withState(layer: Layer, index: number, state: CellState): Layer {
  const run = layer.cells[index]!;
  const cells = joinRuns(layer.cells.with(index, { state, count: run.count }));
  if (layer.format === 'raw' || layer.slots === undefined) return { ...layer, cells };
  if (hasHostSlot(run.state) === hasHostSlot(state)) return { ...layer, cells };
  const before = layer.cells.slice(0, index).filter(other => hasHostSlot(other.state));
  const slot = before.reduce((sum, other) => sum + other.count, 0);
  const slots = hasHostSlot(run.state) ? layer.slots.toSpliced(slot, run.count) : layer.slots;
  return { ...layer, cells, slots };
}

function without<L extends Layer>(layer: L, key: keyof Qcow2Layer): L {
  const { [key]: _dropped, ...rest } = layer as Layer & Partial<Qcow2Layer>;
  return rest as L;
}

/** One cluster size for the whole chain, where that is smaller than what some layer has. */
function smallerUnits(recipe: Recipe): number[] {
  const largest = Math.max(...recipe.layers.map(layer => layer.unit));
  return [512, 4096, 65536].filter(unit => unit < largest);
}

function withUnit(layer: Layer, unit: number): Layer {
  return layer.size === undefined ? { ...layer, unit } : without({ ...layer, unit }, 'size');
}
