import { cipherExports } from './exports.ts';

const page = 65_536;

/**
 * A copy of `bytes` that a function of the module has changed in its memory.
 *
 * @param others what it reads beside them
 */
export function changed(
  bytes: Uint8Array,
  change: (start: number, end: number, others: number) => void,
  others: Uint8Array = new Uint8Array(),
): Uint8Array {
  const { memory, free } = cipherExports();
  const start = free.value;
  const end = start + bytes.length;
  const lacking = end + others.length - memory.buffer.byteLength;
  if (lacking > 0) memory.grow(Math.ceil(lacking / page));
  const bytesThere = new Uint8Array(memory.buffer);
  bytesThere.set(bytes, start);
  bytesThere.set(others, end);
  change(start, end, end);
  return bytesThere.slice(start, end);
}
