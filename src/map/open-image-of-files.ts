import { requireArgument } from './basics/require-argument.ts';
import type { Host } from './host/host.ts';
import { nobleCryptography } from './host/noble-cryptography.ts';
import { SourceHost } from './host/source-host.ts';
import { type Image, openImageOn } from './image.ts';
import type { OpenImageOptions } from './open-image-options.ts';

/** `openImage` where there is no Node: the option `files` must be there. Else it is the same; see open-image.ts. */
export function openImage(name: string | Uint8Array, options: OpenImageOptions = {}): Image {
  return openImageOn(hostOf, name, options);
}

/** @throws MapError `bad-argument` */
function hostOf({ files }: OpenImageOptions): Host {
  requireArgument(files !== undefined, 'the option files must say where files are, since this is not Node');
  return new SourceHost(files, nobleCryptography);
}
