/**
 * Bytes as a string, with one character (0 to 255) for each byte. File names come from headers and command lines, need
 * not be UTF-8, and are printed byte for byte. The library keeps them, and every text that quotes them, in this form:
 * strings can be compared, cut and joined, and no byte is lost.
 */
export type ByteString = string;

/** Bytes, or the UTF-8 encoding of a string, as a byte string. */
export function toByteString(text: string | Uint8Array): ByteString {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
  return bytes.toString('latin1');
}

/** A byte string decoded as UTF-8, for people. Bytes that aren't UTF-8 become U+FFFD. */
export function toText(bytes: ByteString): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A byte string as a buffer, for files and streams. */
export function toBuffer(bytes: ByteString): Buffer {
  return Buffer.from(bytes, 'latin1');
}
