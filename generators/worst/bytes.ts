/** Unsigned numbers as bytes, the most significant one first. */
export const big = {
  u16: (value: number): Buffer => numbers('big', 2, 1, () => value),
  u32: (value: number): Buffer => numbers('big', 4, 1, () => value),
  u64: (value: number | bigint): Buffer => numbers('big', 8, 1, () => value),
};

/** Unsigned numbers as bytes, the least significant one first. */
export const little = {
  u16: (value: number): Buffer => numbers('little', 2, 1, () => value),
  u32: (value: number): Buffer => numbers('little', 4, 1, () => value),
  u64: (value: number | bigint): Buffer => numbers('little', 8, 1, () => value),
};

/** Tables of so many unsigned numbers; entry `index` has the value `of(index)`. */
export const table = {
  big32: (count: number, of: Entry): Buffer => numbers('big', 4, count, of),
  big64: (count: number, of: Entry): Buffer => numbers('big', 8, count, of),
  little32: (count: number, of: Entry): Buffer => numbers('little', 4, count, of),
  little64: (count: number, of: Entry): Buffer => numbers('little', 8, count, of),
};

type Entry = (index: number) => number | bigint;

function numbers(order: 'big' | 'little', width: 2 | 4 | 8, count: number, of: Entry): Buffer {
  const isLittle = order === 'little';
  const bytes = Buffer.alloc(width * count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let index = 0; index < count; index++) {
    const value = of(index);
    if (width === 8) view.setBigUint64(8 * index, BigInt(value), isLittle);
    else if (width === 4) view.setUint32(4 * index, Number(value), isLittle);
    else view.setUint16(2 * index, Number(value), isLittle);
  }
  return bytes;
}

/** Texts, one byte a character, and bytes, one behind the other. */
export function joined(...parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
}

/** The bytes, followed by zeros up to a length. */
export function filled(length: number, ...parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat([joined(...parts)], length);
}

/** The same bytes again and again. */
export function repeated(part: string | Uint8Array, count: number): Buffer {
  const once = joined(part);
  return Buffer.alloc(once.length * count, once);
}

/** Bytes without a pattern, the same ones each time. */
export function noise(length: number): Buffer {
  const words = new Int32Array(Math.ceil(length / 4));
  let state = 1;
  for (let at = 0; at < words.length; at++) {
    // xorshift32 (Marsaglia 2003)
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}
