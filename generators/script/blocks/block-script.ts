import type { BlockLayer } from '../../recipe/recipe.ts';
import { wholeFiles } from '../byte-lines.ts';
import type { FormatScript } from '../format-script.ts';
import { commandLines } from './command-lines.ts';
import { obstacleToCommands } from './obstacle.ts';

/** By qemu-img and qemu-io if they can make the layer, else byte by byte. Either way blocks stand in the same places. */
export const blockScript: FormatScript<BlockLayer> = {
  layerScript(recipe, layer) {
    const obstacle = obstacleToCommands(layer);
    return {
      how: obstacle === undefined ? 'by qemu-img and qemu-io' : `byte by byte, since ${obstacle}`,
      lines: obstacle === undefined ? commandLines(layer) : wholeFiles(recipe, layer),
      patches: [],
      keepsOffsets: true,
    };
  },
};
