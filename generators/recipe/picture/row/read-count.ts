import type { LineReader } from '../text/line-reader.ts';

/** Reads a count `{n}`. Without a brace the count is 1. */
export function readCount(reader: LineReader): number {
  const { place } = reader;
  if (reader.next !== '{') return 1;
  const text = reader.take(/\{\d+\}/y);
  const count = Number(text?.slice(1, -1));
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw reader.mistake('a count is a whole number from 1, in braces', place);
}
