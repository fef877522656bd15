import { subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { blockLayoutOf } from '../../write/blocks/block-files.ts';
import { propertyListOf } from '../../write/dmg/dmg-files.ts';
import type { PlacedText } from '../blocks/text-edits.ts';

/** The property list of an image that has one. */
export function dmgText(layer: BlockLayer): PlacedText | undefined {
  if (subformatOf(layer) !== 'propertyList') return undefined;
  const text = propertyListOf(layer);
  return {
    at: blockLayoutOf(layer).headerAt - text.length,
    text,
    lines: ['<data>', '</data>', '<data>bWlzaA==</data>', '<DATA>', '====', 'mish'],
  };
}
