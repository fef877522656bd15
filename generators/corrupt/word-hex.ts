/** The hexadecimal digits of a big-endian word of `width` bytes. Higher bits are cut off. */
export function wordHex(value: bigint, width: 1 | 2 | 4 | 8): string {
  return BigInt.asUintN(8 * width, value)
    .toString(16)
    .padStart(2 * width, '0');
}
