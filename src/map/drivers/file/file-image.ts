import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, zeroBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { noMedium } from '../../node/size-error.ts';
import { formatImage } from '../format/format-image.ts';

const sector = 512;

/**
 * A file as an image, rounded up to whole sectors. A file allocates all of its bytes: holes are zeros that are present.
 *
 * @param driver `file`, or that of a device
 * @param isEmpty it is a drive without a disc
 */
export function fileImage(file: ImageFile, driver: string, isEmpty: boolean): ImageFormat {
  const virtualSize = Math.ceil(file.length / sector) * sector;
  return formatImage({
    driver,
    file,
    virtualSize,
    ...(isEmpty && { sizeError: noMedium }),
    isPlain: true,
    runAt(start, limit) {
      const { hole, end } = file.segmentAt(start, limit);
      const kind = hole ? zeroBit : dataBit;
      return { start, end: Math.min(end, virtualSize), kind, offset: start };
    },
  });
}
