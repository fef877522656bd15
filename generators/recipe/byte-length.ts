const encoder = new TextEncoder();

/** The bytes that a text takes in UTF-8, as file names do in headers. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
