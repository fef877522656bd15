import { requireArgument } from './basics/require-argument.ts';
import { type Image, openImageOn } from './image.ts';
import type { OpenImageOptions } from './open-image-options.ts';

/** `openImage` where there is no Node: the option `files` must be there. Else it is the same; see open-image.ts. */
export function openImage(name: string | Uint8Array, options: OpenImageOptions = {}): Image {
  return openImageOn(noHost, name, options);
}

/** @throws MapError `bad-argument` */
function noHost(): never {
  requireArgument(false, 'the option files must say where files are, since this is not Node');
}
