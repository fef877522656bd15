import { kindOf } from '../../recipe/blocks/block-layer.ts';
import { hostSlotCount } from '../../recipe/cells/cell-row.ts';
import { heldStates } from '../../recipe/cells/held-states.ts';
import type { BlockLayer, CellState } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { createOptions } from './create-options.ts';

/** States that no command of qemu-io leaves behind. */
const unwritable: readonly CellState[] = ['zero-plain', 'zero-allocated', 'reserved', 'illegal'];

/** Why qemu-img and qemu-io can't make a layer, in words for people; undefined if they can. */
export function obstacleToCommands(layer: BlockLayer): string | undefined {
  const { name, edits, cells, slots } = layer;
  const { showsHoles } = kindOf(layer);
  const holds = (state: string): boolean => cells.some(cell => heldStates(cell).some(held => held === state));
  if (/[:\n,]|^-/.test(name)) return `qemu-img would read options or a protocol in ${JSON.stringify(name)}`;
  if (edits !== undefined) return 'its damage names places in the file';
  if (virtualSize(layer) % 512n !== 0n) return 'qemu-img makes whole sectors';
  if (unwritable.some(holds)) return 'qemu-io makes no such blocks';
  if (showsHoles) return 'its holes are those of the host';
  if (slots?.some(slot => slot >= hostSlotCount(cells))) return 'there are gaps between its blocks';
  return createOptions[layer.format](layer).obstacle;
}
