import type { Qcow2Layer } from '../../../../../generators/recipe/recipe.ts';
import { layoutOf } from '../../../../../generators/write/qcow2/layout/layout.ts';
import { WriteError } from '../../../../../generators/write/write-error.ts';

/** Attempts to place slots. Tables grow with the slots and move them; one attempt suffices unless a table is nearly full. */
const attempts = 4;

/**
 * Gives a layer host slots, so that the written file has its clusters at `hosts` (bytes, in guest order). Undefined if other
 * parts of that file are there, or if no file can be so long.
 */
export function withHosts(layer: Qcow2Layer, hosts: readonly number[]): Qcow2Layer | undefined {
  if (hosts.length === 0) return layer;
  const clusters = hosts.map(host => host / layer.unit);
  let first = firstSlot(layer)!;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const slots = clusters.map(cluster => cluster - first);
    if (slots.some(slot => slot < 0)) return undefined;
    const placed = { ...layer, slots };
    const moved = firstSlot(placed);
    if (moved === undefined) return undefined;
    if (moved === first) return placed;
    first = moved;
  }
  return undefined;
}

/** The cluster number of slot 0 in the written file; undefined if the slots are too far apart for a file. */
function firstSlot(layer: Qcow2Layer): number | undefined {
  try {
    return Number(layoutOf(layer).slots.offset) / layer.unit;
  } catch (error) {
    if (error instanceof WriteError) return undefined;
    throw error;
  }
}

/** Gives a layer host slots in the order of `hosts` (bytes, in guest order), with the same gaps if a file can have them. */
export function inOrderOf(layer: Qcow2Layer, hosts: readonly number[]): Qcow2Layer {
  const rising = [...hosts].sort((a, b) => a - b);
  const moved = { ...layer, slots: hosts.map(host => (host - rising[0]!) / layer.unit) };
  if (firstSlot(moved) !== undefined) return moved;
  const ranks = new Map(rising.map((host, rank) => [host, rank]));
  return { ...layer, slots: hosts.map(host => ranks.get(host)!) };
}
