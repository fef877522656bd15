import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';

/** Whether `text` is what qemu takes for an identifier. */
export function isIdentifier(text: ByteString): boolean {
  return /^[a-zA-Z][a-zA-Z0-9._-]*$/.test(text);
}

const badIdHint = "Identifiers consist of letters, digits, '-', '.', '_', starting with a letter.";

/** @throws Refusal of an `id` that isn't well formed */
export function checkId(id: ByteString): void {
  if (!isIdentifier(id)) throw new Refusal("Parameter 'id' expects an identifier", [badIdHint]);
}
