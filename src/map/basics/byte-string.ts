/**
 * Bytes as a string of one character (0 to 255) a byte. File names, and every text that quotes one, are bytes that
 * need not be UTF-8: they come from headers and command lines and must be printed as they came. Inside the library
 * they are kept like this: comparing, cutting and joining them is what strings do, and nothing is lost.
 */
export type ByteString = string;

/** The bytes of `text`: of a string, its UTF-8. */
export function toByteString(text: string | Uint8Array): ByteString {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
  return bytes.toString('latin1');
}

/** What `bytes` read as UTF-8, for people: bytes that aren't become U+FFFD. */
export function toText(bytes: ByteString): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The bytes themselves, for files and streams. */
export function toBuffer(bytes: ByteString): Buffer {
  return Buffer.from(bytes, 'latin1');
}
