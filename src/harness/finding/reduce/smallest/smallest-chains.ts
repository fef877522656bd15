import type { CellState, Qcow2Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { chainOf, layerOf, lower, states, top, unallocated } from './one-layer.ts';

/** The layers of the longest of the smallest chains. */
export const longestSmallest = 4;

/**
 * One cluster; two clusters of one layer; one cluster of two layers; a longer layer over one cluster; two clusters that the host
 * file has in the other order; two clusters in a hole of the host file, which looks preallocated; one cluster below two and three
 * unallocated layers; one cluster of the least size, alone and below an unallocated layer.
 */
export function* smallestChains(): Generator<Recipe> {
  for (const state of states) yield chainOf([state]);
  for (const right of states) {
    for (const left of states) if (left !== right) yield chainOf([left, right]);
  }
  for (const above of states) {
    for (const base of states) yield { layers: [layerOf([base], lower), layerOf([above], top)] };
  }
  for (const base of states)
    yield { layers: [layerOf([base], lower), layerOf([unallocated, unallocated], top)] };
  for (const state of ['data', 'zero-allocated'] as const) yield chainOf([state, state], { slots: [1, 0] });
  yield chainOf(['data-hole', 'data-hole']);
  for (let layers = 3; layers <= longestSmallest; layers++)
    for (const base of states) yield longChain([base], layers, [unallocated]);
  for (const state of states) yield { layers: [tiny(layerOf([state], top))] };
  for (const base of states)
    yield { layers: [layerOf([base], lower), layerOf([unallocated], top)].map(tiny) };
}

/**
 * The smallest chains of so many layers, of which a fault may need all: one cluster below unallocated layers, which may be longer, and a
 * cluster in the top after one for which a map goes down to the base.
 */
export function* longChains(layers: number): Generator<Recipe> {
  for (const base of states) yield longChain([base], layers, [unallocated]);
  for (const base of states) yield longChain([base], layers, [unallocated, unallocated]);
  const empty = [unallocated, unallocated];
  for (const state of states) {
    const below = longChain(empty, layers, empty).layers.slice(0, -1);
    yield { layers: [...below, layerOf([unallocated, state], top)] };
  }
}

/** So many layers: a base, and layers above it that are all alike. */
function longChain(base: readonly CellState[], layers: number, above: readonly CellState[]): Recipe {
  const middle = Array.from({ length: layers - 2 }, (_, index) => `mid${index + 1}.qcow2`);
  return { layers: [layerOf(base, lower), ...[...middle, top].map(name => layerOf(above, name))] };
}

/** With a cluster of one sector. */
function tiny(layer: Qcow2Layer): Qcow2Layer {
  return { ...layer, unit: 512 };
}
