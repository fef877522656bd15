/** The bytes of hexadecimal digits in lower case, two for each. Line ends between them are passed over. */
export function bytesOfHex(text: string): Uint8Array {
  const digits = text.replaceAll('\n', '');
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = (valueAt(digits, 2 * at) << 4) | valueAt(digits, 2 * at + 1);
  return bytes;
}

/** The codes of the digits 1 to 9 end with their value; those of the letters, which have another high bit, with one for the first. */
function valueAt(digits: string, at: number): number {
  const code = digits.charCodeAt(at);
  return (code & 15) + 9 * (code >> 6);
}
