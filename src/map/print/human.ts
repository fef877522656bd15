import type { ByteString } from '../basics/byte-string.ts';

const column = 16;

export const humanHeader = 'Offset          Length          Mapped to       File\n';

/** A row of human output, of an extent that has data: where it begins, its bytes, and where it is in `file`. */
export function humanRow(start: bigint, length: bigint, offset: bigint, file: ByteString): ByteString {
  return `${hexColumn(start)}${hexColumn(length)}${hexColumn(offset)}${file}\n`;
}

/** C's `%#-16x`. */
function hexColumn(value: bigint): string {
  return (value === 0n ? '0' : `0x${value.toString(16)}`).padEnd(column);
}
