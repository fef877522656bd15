import type { ImageFormat } from '../../node/image-format.ts';
import type { Node, Opened } from '../../node/node.ts';
import { ImageContent } from './image-content.ts';

/** What a driver has opened that found `image` in the node `file`. */
export function formatNode(image: ImageFormat, { hasPlainName }: Node): Opened {
  return {
    layers: [image],
    bytes: new ImageContent([image]),
    bytesOver: layers => new ImageContent(layers),
    hasPlainName,
  };
}
