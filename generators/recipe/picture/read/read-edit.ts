import type { Edit } from '../../recipe.ts';
import type { LineReader } from '../text/line-reader.ts';

/** Reads `header.size = 0x200`, `l2[3] = …`, `byte[0x48] = 00ff` or `length = …`, after the word `set`. */
export function readEdit(reader: LineReader): Edit {
  const { place } = reader;
  const field = reader.take(/[^\s=]+/y) ?? '';
  const header = /^header\.(\w+)$/.exec(field);
  const table = /^(l1|l2|refcount|table)\[(\d+)\]$/.exec(field);
  const bitmap = /^l2\[(\d+)\]\.bitmap$/.exec(field);
  const byte = /^byte\[(0x[0-9a-fA-F]+|\d+)\]$/.exec(field);
  if (header) return { field: 'header', name: header[1]!, value: readNumber(reader) };
  if (table) {
    const name = table[1] as 'l1' | 'l2' | 'refcount' | 'table';
    return { field: name, index: Number(table[2]), value: readNumber(reader) };
  }
  if (bitmap) return { field: 'l2-bitmap', index: Number(bitmap[1]), value: readNumber(reader) };
  if (byte) return { field: 'byte', at: BigInt(byte[1]!), bytes: readBytes(reader) };
  if (field === 'length') return { field: 'length', value: readNumber(reader) };
  throw reader.mistake(
    'set takes header.NAME, l1[N], l2[N], l2[N].bitmap, refcount[N], table[N], byte[N] or length',
    place,
  );
}

function readNumber(reader: LineReader): bigint {
  readEquals(reader);
  const text = reader.take(/(0x[0-9a-fA-F]+|\d+)(?!\S)/y);
  if (text === undefined) throw reader.mistake('a number is missing, such as 8 or 0x200');
  return BigInt(text);
}

function readBytes(reader: LineReader): string {
  readEquals(reader);
  const text = reader.take(/([0-9a-fA-F]{2})+(?!\S)/y);
  if (text === undefined) throw reader.mistake('bytes are missing: pairs of hex digits, such as 00ff');
  return text;
}

function readEquals(reader: LineReader): void {
  reader.skipSpaces();
  if (reader.take(/=(?!\S)/y) === undefined) throw reader.mistake('" = " and a value are missing');
  reader.skipSpaces();
}
