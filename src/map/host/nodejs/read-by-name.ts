import { closeSync, readFileSync } from 'node:fs';
import type { ByteString } from '../../basics/byte-string.ts';
import { Unreadable } from '../../file/unreadable.ts';
import { openByName } from './open-by-name.ts';
import type { OpenFileOptions } from './open-file.ts';

/**
 * All bytes of a file.
 *
 * @throws Refusal `Could not open 'NAME': REASON`
 * @throws Unreadable if it can't be read
 * @throws Confined if the file lies outside of the allowed folders
 */
export function readByName(name: ByteString, options: OpenFileOptions): ByteString {
  const descriptor = openByName(name, options);
  try {
    return readFileSync(descriptor, 'latin1');
  } catch (error) {
    throw new Unreadable(name, 0, error);
  } finally {
    closeSync(descriptor);
  }
}
