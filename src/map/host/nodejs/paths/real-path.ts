import { realpathSync } from 'node:fs';
import { type ByteString, toByteString } from '../../../basics/byte-string.ts';
import { toBuffer } from './to-buffer.ts';

/**
 * The absolute path of a file, without links and `..`. (Node's own `realpathSync` takes `..` out of the text before it
 * looks at links, and so finds another file for `link/..`.)
 *
 * @throws the error of the system if there is no such file
 */
export function realPath(path: ByteString): ByteString {
  return toByteString(realpathSync.native(toBuffer(path), { encoding: 'buffer' }));
}
