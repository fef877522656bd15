import type { Host } from './host/host.ts';
import { nodeCryptography } from './host/nodejs/node-cryptography.ts';
import { NodeHost } from './host/nodejs/node-host.ts';
import { SourceHost } from './host/source-host.ts';
import { type Image, openImageOn } from './image.ts';
import type { OpenImageOptions } from './open-image-options.ts';

/**
 * Opens an image and all its backing files for reading.
 *
 * @param name a file name, a name with a protocol or `json:{…}`, as qemu-img takes it. A string is encoded as UTF-8;
 * bytes are for names that aren't UTF-8
 * @throws Refusal (code `refused`) if qemu-img refuses the image or the options, with the text that it prints
 * @throws Unsupported (code `unsupported`) if only qemu-img can map the image
 * @throws Confined (code `confined`) if a file lies outside of the folders of `confine`
 * @throws MapError with code `bad-folder` if `confine` holds anything but absolute paths of folders, with code `bad-argument` if an
 * argument is not of the type that is given here
 */
export function openImage(name: string | Uint8Array, options: OpenImageOptions = {}): Image {
  return openImageOn(hostOf, name, options);
}

function hostOf({ files, directory, confine }: OpenImageOptions): Host {
  if (files !== undefined) return new SourceHost(files, nodeCryptography);
  return new NodeHost({
    ...(directory !== undefined && { directory }),
    ...(confine !== undefined && { confine }),
  });
}
