import { closeSync, openSync, readSync } from 'node:fs';
import type { Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { columnCount, withoutColumns } from '../../../finding/reduce/cut-columns.ts';

/** A range of guest bytes, `to` after the last one. */
export interface GuestRange {
  readonly from: number;
  readonly to: number;
}

/** Bytes on either side that are read: more than two entries of a map take. */
const reach = 512;

/** The guest bytes that a JSON map describes around one byte of its file: those of that entry and of the one before it. */
export function guestRangeAt(path: string, at: number): GuestRange {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(2 * reach);
    const first = Math.max(0, at - reach);
    const text = bytes.toString('latin1', 0, readSync(fd, bytes, 0, bytes.length, first));
    const entries = [...text.matchAll(/"start": (\d+), "length": (\d+)/g)];
    const behind = entries.findIndex(({ index }) => index > at - first);
    const near = entries.slice(0, behind < 0 ? entries.length : behind + 1).slice(-3);
    const [from, last] = [near[0], near.at(-1)];
    if (from === undefined || last === undefined) return { from: 0, to: 0 };
    return { from: Number(from[1]), to: Number(last[1]) + Number(last[2]) };
  } finally {
    closeSync(fd);
  }
}

/**
 * Ever larger parts of a chain around a range of guest bytes: four columns on either side, then 32, 256 and so on, up to
 * the whole chain. All layers must have the same cluster size.
 */
export function* neighbourhoods(recipe: Recipe, { from, to }: GuestRange): Generator<Recipe> {
  const { unit } = recipe.layers[0]!;
  const columns = columnCount(recipe, unit);
  for (let margin = 4; ; margin *= 8) {
    const first = Math.max(0, Math.floor(from / unit) - margin);
    const behind = Math.min(columns, Math.ceil(to / unit) + margin);
    if (first === 0 && behind === columns) break;
    const before = withoutColumns(recipe, unit, behind, columns - behind);
    yield { layers: withoutColumns(before, unit, 0, first).layers.map(withLowSlots) };
  }
  yield recipe;
}

/** Moves the host clusters of a layer down to slot 0: those that were neighbours stay neighbours. */
function withLowSlots(layer: Layer): Layer {
  if (layer.slots === undefined) return layer;
  const lowest = layer.slots.reduce((low, slot) => Math.min(low, slot), Number.POSITIVE_INFINITY);
  return { ...layer, slots: layer.slots.map(slot => slot - lowest) };
}
