import type { LineReader } from './line-reader.ts';

export interface Word {
  readonly text: string;
  /** Quoted words are never keywords. */
  readonly quoted: boolean;
}

/**
 * Reads a word: bare, "quoted" as JSON, or `in back quotes`. Behind it come white space, a row, or the end of the line.
 */
export function readWord(reader: LineReader, what: string): Word {
  const word = readQuoted(reader) ?? readBare(reader, what);
  if (!reader.atEnd && !/[\s|]/.test(reader.next)) throw reader.mistake(`a space is missing after ${what}`);
  return word;
}

function readBare(reader: LineReader, what: string): Word {
  const text = reader.take(/[^\s"`|]+/y);
  if (text === undefined) throw reader.mistake(`${what} is missing`);
  if (reader.next === '"' || reader.next === '`')
    throw reader.mistake('a word with a quote inside must be quoted as a whole');
  return { text, quoted: false };
}

function readQuoted(reader: LineReader): Word | undefined {
  const { place, next } = reader;
  if (next !== '"' && next !== '`') return undefined;
  const quoted = reader.take(next === '"' ? /"(?:[^"\\]|\\.)*"/y : /`[^`]*`/y);
  if (quoted === undefined) throw reader.mistake(`this ${next} is never closed`);
  if (next === '`') return { text: quoted.slice(1, -1), quoted: true };
  try {
    return { text: JSON.parse(quoted), quoted: true };
  } catch {
    throw reader.mistake('this is not a JSON string', place);
  }
}

/** A word as a picture prints it, with quotes if necessary. */
export function printWord(text: string): string {
  return /^[\w./:=,+@%-]+$/.test(text) ? text : quoteWord(text);
}

/**
 * Characters that a terminal obeys or doesn't show, and the start of a command of a CI server: what prints a picture may replace them, so
 * they are escaped.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|#(?=#[[v])/g;

/** A word in quotes: JSON quotes, or back quotes if JSON would need escapes. */
export function quoteWord(text: string): string {
  const json = JSON.stringify(text);
  const needsEscapes = json !== `"${text}"`;
  return needsEscapes && !text.includes('`') && text.isWellFormed() && text.search(unsafe) < 0
    ? `\`${text}\``
    : json.replace(unsafe, escapeCharacter);
}

/** A character as it is escaped in JSON. */
export function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
