import { MetadataError } from '../basics/error.ts';
import { FailingFile } from '../file/failing-file.ts';
import type { ImageFile } from '../file/image-file.ts';
import { errorText } from '../file/strerror.ts';
import type { ImageFormat } from './image-format.ts';
import type { Node } from './node.ts';
import { noMedium } from './size-error.ts';

/**
 * The bytes of a node that stands on a drive without a disc, at whatever depth and in whatever place: no read of it succeeds
 * (bdrv_is_inserted, 5.2 to 11.1). Its length is known all the same.
 */
class DisclessFile extends FailingFile {
  constructor(below: ImageFile) {
    const { name, description, length } = below;
    super(below, { offset: 0, length, name, description }, noMedium, 'fails');
  }
}

/** The node, if a drive without a disc is in it or below it. */
export function withoutDisc(node: Node): Node {
  return { ...node, bytes: new DisclessFile(node.bytes) };
}

/** Whether a node with these bytes stands on a drive without a disc. */
export function lacksDisc(bytes: ImageFile): boolean {
  return bytes instanceof DisclessFile;
}

/** What a chain with a drive without a disc is to who maps it: an image that has an error in place of its size. */
export function imageWithoutDisc({ driver, virtualSize, file, dataFile }: ImageFormat): ImageFormat {
  const fail = (): never => {
    throw new MetadataError(errorText(noMedium));
  };
  return {
    driver,
    virtualSize,
    sizeError: noMedium,
    supportsBacking: false,
    isPlain: false,
    file,
    dataFile,
    attach: () => ({ find: fail, lookAhead: fail }),
    explain: () => undefined,
  };
}
