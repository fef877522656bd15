import { Abort } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, refineBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';

/**
 * A fixed VPC image: the bytes of its file up to the footer, as data; holes of the file are data that reads as zeros.
 *
 * @param virtualSize bytes
 */
export function fixedVpcImage(file: ImageFile, virtualSize: number): ImageFormat {
  const run = { start: 0, end: virtualSize, kind: dataBit | refineBit, offset: 0 };
  return formatImage({ driver: 'vpc', file, virtualSize, runAt: () => run });
}

/** An image that isn't fixed and has its footer at the end alone. Before 6.2 qemu opens it, and crashes in the walk. */
export function tablelessVpcImage(file: ImageFile, virtualSize: number): ImageFormat {
  return formatImage({
    driver: 'vpc',
    file,
    virtualSize,
    runAt: () => {
      throw new Abort('a division by zero', 'Give the image the footer of a fixed disk.');
    },
  });
}
