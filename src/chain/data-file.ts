import type { ByteString } from '../byte-string.ts';
import type { ImageFile } from '../file/image-file.ts';
import { type Context, openFile } from './open-file.ts';

/**
 * Opens the external data file that a qcow2 header names, from the working directory and not beside the image. It is
 * never probed: its content is data.
 *
 * @param name undefined where the header names none
 * @throws Refusal, Unsupported
 */
export function openDataFile(name: ByteString | undefined, context: Context): ImageFile | undefined {
  if (name === undefined) return undefined;
  if (context.profile.dataFileName === 'parsed') return openFile(name, new Map(), context);
  return openFile(
    undefined,
    new Map([
      ['filename', name],
      ['driver', 'file'],
    ]),
    context,
  );
}
