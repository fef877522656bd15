import { Refusal } from '../../basics/error.ts';
import { errorText } from '../../file/strerror.ts';
import type { ImageFormat } from '../../node/image-format.ts';

/**
 * The length in bytes that a filter on an image has: it asks for that of the image, and an error that counts as success leaves it at 0.
 *
 * @throws Refusal for any other error
 */
export function lengthThrough({ virtualSize, sizeError }: ImageFormat): number {
  if (sizeError === undefined) return virtualSize;
  if (sizeError <= 0) return 0;
  throw new Refusal(`Could not refresh total sector count: ${errorText(sizeError)}`);
}
