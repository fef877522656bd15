import type { ByteString } from '../../basics/byte-string.ts';
import { FileView, type ViewParts } from '../../file/file-view.ts';
import type { ImageFile, NodeDescription } from '../../file/image-file.ts';
import type { Node, Opened } from '../../node/node.ts';
import { jsonNameOf } from '../../node/node-description.ts';
import { FilteredImage } from './filtered-image.ts';
import { lengthThrough } from './length-through.ts';

/** What makes the node of a filter differ from the one below it. */
export interface FilterParts {
  readonly description: NodeDescription;
  /** Its plain file name; undefined: it has none. */
  readonly plainName?: ByteString | undefined;
  /** The bytes of which requests have to be multiples; absent: those of a sector. */
  readonly requestAlignment?: number;
  /** Its length in bytes; absent: that of the node below. */
  readonly virtualSize?: number;
  /** Makes what a format above it reads; absent: the bytes of the node below. */
  readonly bytesOf?: (below: ImageFile, parts: ViewParts) => ImageFile;
  /** qemu doesn't ask through it how much the host has allocated. */
  readonly hidesAllocation?: boolean;
}

/** Opens a filter on the node `below`: map sees the same through it. */
export function filterOn(below: Node, parts: FilterParts): Opened {
  const { description, plainName, requestAlignment, hidesAllocation = false, bytesOf = viewOf } = parts;
  const [image, ...backing] = below.layers;
  const { virtualSize = lengthThrough(image!) } = parts;
  return {
    layers: [
      new FilteredImage(image!, { virtualSize, ...(requestAlignment !== undefined && { requestAlignment }) }),
      ...backing,
    ],
    bytes: bytesOf(below.bytes, {
      offset: 0,
      length: virtualSize,
      name: plainName ?? jsonNameOf(description),
      description,
      hidesAllocation,
    }),
    hasPlainName: plainName !== undefined,
    writesTo: [below],
  };
}

function viewOf(below: ImageFile, parts: ViewParts): ImageFile {
  return new FileView(below, parts);
}
