import { noOffset, zeroBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { formatImage } from '../format/format-image.ts';
import type { NullFile } from './null-file.ts';

/**
 * A null node as an image. With `read-zeroes` it is one run of zeros that are present, with offsets.
 * Without, it allocates nothing, and no backing file can.
 */
export function nullImage(driver: string, file: NullFile): ImageFormat {
  const { readsZeros, length: end } = file;
  const kind = readsZeros ? zeroBit : 0;
  const runAt = (start: number) => ({ start, end, kind, offset: readsZeros ? start : noOffset });
  return formatImage({ driver, file, virtualSize: end, runAt });
}
