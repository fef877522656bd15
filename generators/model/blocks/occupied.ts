import type { WrittenFile } from '../../write/written-file.ts';

/** Bytes of a file that the host keeps. */
export interface Occupied {
  readonly from: bigint;
  readonly to: bigint;
}

/** What the host keeps of a file, in file order: each of its blocks with a written byte, up to the end of the file. */
export function occupiedParts({ pieces, length }: WrittenFile, block: bigint): Occupied[] {
  const parts: { from: bigint; to: bigint }[] = [];
  for (const { at, bytes } of pieces) {
    if (bytes.length === 0) continue;
    const from = (BigInt(at) / block) * block;
    const whole = ((BigInt(at + bytes.length) + block - 1n) / block) * block;
    const to = whole < length ? whole : length;
    const last = parts.at(-1);
    if (last !== undefined && from <= last.to) last.to = to > last.to ? to : last.to;
    else parts.push({ from, to });
  }
  return parts;
}
