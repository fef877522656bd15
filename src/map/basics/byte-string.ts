import { bytesOf, latin1Of } from './bytes.ts';

/**
 * Bytes as a string, with one character (0 to 255) for each byte. File names come from headers and command lines, need
 * not be UTF-8, and are printed byte for byte. The library keeps them, and every text that quotes them, in this form:
 * strings can be compared, cut and joined, and no byte is lost.
 */
export type ByteString = string;

const ascii = /^[\x00-\x7f]*$/;

/** Whether all bytes are ASCII. */
export function isAscii(text: string): boolean {
  return ascii.test(text);
}

/** Bytes, or the UTF-8 encoding of a string, as a byte string. */
export function toByteString(text: string | Uint8Array): ByteString {
  if (typeof text !== 'string') return latin1Of(text);
  return ascii.test(text) ? text : latin1Of(new TextEncoder().encode(text));
}

/** A byte string decoded as UTF-8, for people. Bytes that aren't UTF-8 become U+FFFD. */
export function toText(bytes: ByteString): string {
  return ascii.test(bytes) ? bytes : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(bytes));
}

/** Whether bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
