import type { Qcow2Layer } from '../../../generators/recipe/recipe.ts';
import { layoutOf } from '../../../generators/write/layout.ts';

/** Tables grow with the slots, and move them: this settles at once, but where a table is nearly full. */
const attempts = 4;

/**
 * The layer with host slots, so that its written file has its clusters at `hosts` (bytes, in guest order); undefined
 * where other parts of that file stand there.
 */
export function withHosts(layer: Qcow2Layer, hosts: readonly number[]): Qcow2Layer | undefined {
  if (hosts.length === 0) return layer;
  const clusters = hosts.map(host => host / layer.unit);
  let first = firstSlot(layer);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const slots = clusters.map(cluster => cluster - first);
    if (slots.some(slot => slot < 0)) return undefined;
    const placed = { ...layer, slots };
    const moved = firstSlot(placed);
    if (moved === first) return placed;
    first = moved;
  }
  return undefined;
}

function firstSlot(layer: Qcow2Layer): number {
  return Number(layoutOf(layer).slots.offset) / layer.unit;
}
