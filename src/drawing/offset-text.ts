import { printByteSize } from '../../generators/recipe/byte-size.ts';

/** A guest offset in bytes, and in short: `65536 (64k)`. */
export function offsetText(bytes: bigint): string {
  const short = printByteSize(bytes);
  return short === String(bytes) ? short : `${bytes} (${short})`;
}
