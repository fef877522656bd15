import type { BlockLayer } from '../recipe.ts';
import type { BlockKind } from './block-format.ts';
import { blockFormats } from './block-formats.ts';

/** The name of the kind of a layer, which it need not state. */
export function subformatOf({ format, subformat }: Pick<BlockLayer, 'format' | 'subformat'>): string {
  return subformat ?? Object.keys(blockFormats[format].kinds)[0]!;
}

/** The kind of a layer. Undefined: its format has no kind of that name. */
export function statedKind(layer: Pick<BlockLayer, 'format' | 'subformat'>): BlockKind | undefined {
  return blockFormats[layer.format].kinds[subformatOf(layer)];
}

/** Whether the blocks of a layer stand in slots, as a layer can state. Otherwise they stand in guest order. */
export function hasSlots(layer: Pick<BlockLayer, 'format' | 'subformat'>): boolean {
  return isPlacing(kindOf(layer));
}

/** Whether the blocks of a kind of image stand in slots. */
export function isPlacing({ tables, hasExtents }: BlockKind): boolean {
  return Object.keys(tables).length > 0 && hasExtents !== true;
}

/**
 * The kind of a layer that can be written.
 *
 * @throws RangeError if its format has no such kind
 */
export function kindOf(layer: Pick<BlockLayer, 'format' | 'subformat'>): BlockKind {
  const kind = statedKind(layer);
  if (kind === undefined) throw new RangeError(`${layer.format} has no kind ${layer.subformat}`);
  return kind;
}
