import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from './format-image.ts';
import type { VirtualSize } from './virtual-size.ts';

/**
 * An image of a format whose driver in qemu answers no block status: all of it is data, at no host offset.
 */
export function opaqueImage(driver: string, file: ImageFile, size: VirtualSize): ImageFormat {
  const run = { start: 0, end: size.virtualSize, kind: dataBit, offset: noOffset };
  return formatImage({ driver, file, ...size, runAt: () => run });
}
