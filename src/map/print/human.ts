import type { ByteString } from '../basics/byte-string.ts';

const column = 16;

/** The header line of human output. */
export const humanHeader = 'Offset          Length          Mapped to       File\n';

/**
 * A row of human output: an extent with data.
 *
 * @param start its first guest byte
 * @param length its bytes
 * @param offset the host offset of `start` in `file`, in bytes
 */
export function humanRow(start: bigint, length: bigint, offset: bigint, file: ByteString): ByteString {
  return `${hexColumn(start)}${hexColumn(length)}${hexColumn(offset)}${file}\n`;
}

/** A number as `%#-16x` prints it in C. */
function hexColumn(value: bigint): string {
  return (value === 0n ? '0' : `0x${BigInt.asUintN(64, value).toString(16)}`).padEnd(column);
}
