import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, zeroBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';

const sector = 512;

/**
 * A file as an image, rounded up to whole sectors. A file allocates all of its bytes: holes are zeros that are present.
 *
 * @param driver `file`, or that of a device
 */
export function fileImage(file: ImageFile, driver: string): ImageFormat {
  const virtualSize = Math.ceil(file.length / sector) * sector;
  return formatImage({
    driver,
    file,
    virtualSize,
    isPlain: true,
    runAt(start, limit) {
      const { hole, end } = file.segmentAt(start, limit);
      const kind = hole ? zeroBit : dataBit;
      return { start, end: Math.min(end, virtualSize), kind, offset: start };
    },
  });
}
