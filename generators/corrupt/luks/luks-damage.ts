import * as fc from 'fast-check';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { weightOf } from '../../wish/wish.ts';
import { blockLayoutOf } from '../../write/blocks/block-files.ts';
import type { FormatDamage } from '../format-damage.ts';
import { lengthEdits } from '../length-edits.ts';
import { luksEdits } from './luks-edits.ts';

const wished = 60;

/** The damage of a LUKS volume: of its header and of its length. Other bytes would make keys take minutes to be derived. */
export const luksDamage: FormatDamage<BlockLayer> = {
  edits(layer, wish) {
    const { places, fileLength } = blockLayoutOf(layer);
    return fc.oneof(
      { weight: weightOf(wish, 'damage-bytes', 6, wished), arbitrary: luksEdits(0n) },
      {
        weight: weightOf(wish, 'damage-length', 3, wished),
        arbitrary: lengthEdits(places.map(BigInt), BigInt(fileLength)),
      },
    );
  },
};
