import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';

/** Whether `text` is an identifier for qemu. */
export function isIdentifier(text: ByteString): boolean {
  return /^[a-zA-Z][a-zA-Z0-9._-]*$/.test(text);
}

const badIdHint = "Identifiers consist of letters, digits, '-', '.', '_', starting with a letter.";

/**
 * Checks the option `id`.
 *
 * @throws Refusal if it is no identifier
 */
export function checkId(id: ByteString): void {
  if (!isIdentifier(id)) throw new Refusal("Parameter 'id' expects an identifier", [badIdHint]);
}
