import { plainNode } from '../../../recipe/plain-node.ts';
import type { Layer } from '../../../recipe/recipe.ts';
import type { ImageWords } from './image-words.ts';

/** A file as nested block device options, with further options of its layer. */
export function layerNode(layer: Layer, more: object = {}): object {
  return { ...plainNode(layer), ...more };
}

/** A file as dotted options. Commas in names are doubled. */
export function dottedOptions({ name, format }: Layer, prefix = ''): string {
  return `${prefix}driver=${format},${prefix}file.filename=${name.replaceAll(',', ',,')}`;
}

/** An image by its block device options, as a `json:` name. */
export function asJson(block: object): ImageWords {
  return { options: [], operand: `json:${JSON.stringify(block)}` };
}

/** An image by the text of `--image-opts`. */
export function asOptions(text: string): ImageWords {
  return { options: [['--image-opts']], operand: text };
}
