import type { ImageFormat } from '../../node/image-format.ts';
import type { Node, Opened } from '../../node/node.ts';
import { jsonNameOf } from '../../node/node-description.ts';
import { type ContentName, ImageContent } from './image-content.ts';

/**
 * What a driver has opened that found `image` in the node `file`.
 *
 * @param given how qemu names the node; absent: as its file, if that is a file with a plain name and not an image again
 */
export function formatNode(image: ImageFormat, file: Node, given?: ContentName): Opened {
  const { hasPlainName, driver } = file;
  const isPlain = driver.kind === 'protocol' && hasPlainName;
  const name = given ?? (isPlain ? undefined : contentName(image.driver, file));
  return {
    layers: [image],
    bytes: new ImageContent([image], name),
    bytesOver: layers => new ImageContent(layers, name),
    hasPlainName: name === undefined,
  };
}

function contentName(driver: string, file: Node): ContentName {
  const description = { driver, file: file.bytes.description };
  return { name: jsonNameOf(description), description };
}
