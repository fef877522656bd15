import type { Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import { layoutOf } from '../../../../generators/write/qcow2/layout.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';

/** Tables grow with the slots, and move them: this settles at once, but where a table is nearly full. */
const attempts = 4;

/**
 * The layer with host slots, so that its written file has its clusters at `hosts` (bytes, in guest order); undefined
 * where other parts of that file stand there, or no file can reach so far.
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

/** In clusters; undefined where slots are too far apart for a file. */
function firstSlot(layer: Qcow2Layer): number | undefined {
  try {
    return Number(layoutOf(layer).slots.offset) / layer.unit;
  } catch (error) {
    if (error instanceof WriteError) return undefined;
    throw error;
  }
}

/** The layer with host slots in the order of `hosts` (bytes, in guest order), and with the gaps between them, where a file can have these. */
export function inOrderOf(layer: Qcow2Layer, hosts: readonly number[]): Qcow2Layer {
  const rising = [...hosts].sort((a, b) => a - b);
  const moved = { ...layer, slots: hosts.map(host => (host - rising[0]!) / layer.unit) };
  if (firstSlot(moved) !== undefined) return moved;
  const ranks = new Map(rising.map((host, rank) => [host, rank]));
  return { ...layer, slots: hosts.map(host => ranks.get(host)!) };
}
