import type { Edit, Qcow2Layer } from '../../recipe/recipe.ts';
import { wholeFiles } from '../byte-lines.ts';
import type { FormatScript } from '../format-script.ts';
import { commandLines } from './command-lines.ts';
import { obstacleToCommands } from './obstacle.ts';

/** By qemu-img and qemu-io if they can make the layer, else byte by byte. */
export const qcow2Script: FormatScript<Qcow2Layer> = {
  layerScript(recipe, layer) {
    const obstacle = obstacleToCommands(recipe, layer);
    if (obstacle === undefined)
      return { how: 'by qemu-img and qemu-io', ...commandLines(recipe, layer), keepsOffsets: false };
    return {
      how: `byte by byte, since ${obstacle}`,
      lines: wholeFiles(recipe, layer, layer.edits?.some(misdirects)),
      patches: [],
      keepsOffsets: true,
    };
  },
};

/** Damage after which qemu may look for tables among the guest's bytes: then these bytes matter. */
function misdirects({ field }: Edit): boolean {
  return field === 'l1' || field === 'header' || field === 'byte';
}
