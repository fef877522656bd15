import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { placedBlocks } from '../../write/blocks/placed-blocks.ts';
import { hexadecimal, quoted } from '../shell.ts';
import { createOptions } from './create-options.ts';

const mostCommands = 40;

/** Bytes of a write that makes the program allocate a block: it fills the rest. */
const touched = 512;

/** The lines of qemu-img and qemu-io that make a layer. `obstacleToCommands` has found no obstacle. */
export function commandLines(layer: BlockLayer): string[] {
  const { format, unit } = layer;
  const name = quoted(layer.name);
  const { options } = createOptions[format](layer);
  const choice = options.length === 0 ? '' : ` -o ${options.join(',')}`;
  const lines = [`img create -q -f ${format}${choice} ${name} ${virtualSize(layer)}`];
  const blocks = [...placedBlocks(layer)].sort((a, b) => a.slot! - b.slot!);
  const commands = blocks.map(({ index }) => `-c 'write ${hexadecimal(index * unit)} ${touched}'`);
  for (let at = 0; at < commands.length; at += mostCommands)
    lines.push(`io -f ${format} ${commands.slice(at, at + mostCommands).join(' ')} ${name}`);
  return lines;
}
