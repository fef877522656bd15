import type { NodeDescription } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Node, Opened } from '../../node/node.ts';
import { jsonNameOf } from '../../node/node-description.ts';
import { ImageContent } from './image-content.ts';

/** What the name of a node has beside its driver and its file, if it is `json:{…}`. */
export interface NameParts {
  /** The options without which the image can't be opened: such a node has no plain name. Absent: there are none. */
  readonly strong?: NodeDescription;
  /** The children beside the file and the backing file. Absent: there are none. */
  readonly children?: NodeDescription;
}

/**
 * What a driver has opened that found `image` in the node `file`. It has the name of the file if opening that file makes the same
 * node again: the file is no image itself, and no option says what the header doesn't.
 */
export function formatNode(
  image: ImageFormat,
  file: Node,
  { strong = {}, children = {} }: NameParts = {},
): Opened {
  const over: NonNullable<Opened['over']> = (images, base, backing) => {
    const options = backing === undefined ? strong : { ...strong, backing };
    const description = { driver: image.driver, ...options, file: file.bytes.description, ...children };
    const hasPlainName =
      file.driver.kind === 'protocol' && file.hasPlainName && Object.keys(options).length === 0;
    const name = hasPlainName ? file.bytes.name : jsonNameOf(description);
    return { bytes: new ImageContent(images, { name, description }, base), hasPlainName };
  };
  return { layers: [image], over, ...over([image]) };
}
