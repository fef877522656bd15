import type { ImageFormat } from '../../node/image-format.ts';
import type { Node, Opened } from '../../node/node.ts';
import { type ContentName, ImageContent } from './image-content.ts';

/**
 * What a driver has opened that found `image` in the node `file`.
 *
 * @param name how qemu names the node; absent: as its file
 */
export function formatNode(image: ImageFormat, { hasPlainName }: Node, name?: ContentName): Opened {
  return {
    layers: [image],
    bytes: new ImageContent([image], name),
    bytesOver: layers => new ImageContent(layers, name),
    hasPlainName: name === undefined && hasPlainName,
  };
}
