import type { ByteString } from '../byte-string.ts';

/** Whether `text` is what qemu takes for an identifier. */
export function isIdentifier(text: ByteString): boolean {
  return /^[a-zA-Z][a-zA-Z0-9._-]*$/.test(text);
}
