import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';

/**
 * The refusal of an image for which a driver of qemu gives an error number and no text.
 *
 * @param reason the text of that number: `Invalid argument`
 */
export function refusalWithoutText(file: ImageFile, reason: string): Refusal {
  return new Refusal(`Could not open '${file.name}': ${reason}`);
}
