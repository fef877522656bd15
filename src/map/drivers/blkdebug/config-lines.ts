import type { ByteString } from '../../basics/byte-string.ts';

/** What a line of a config file says. */
export type ConfigLine =
  | { readonly kind: 'section'; readonly name: ByteString; readonly id?: ByteString }
  | { readonly kind: 'option'; readonly key: ByteString; readonly value: ByteString }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' };

/**
 * The lines of a config file. A line of more than 1023 bytes goes on as another line.
 *
 * @param pieces the text of the file, which need not have an end
 */
export function* linesOf(pieces: Iterable<ByteString>): Iterable<ByteString> {
  let rest = '';
  for (const piece of pieces) {
    rest += piece;
    const lines = rest.match(/[^\n]{0,1022}\n|[^\n]{1023}/g) ?? [];
    yield* lines;
    rest = rest.slice(lines.reduce((length, line) => length + line.length, 0));
  }
  if (rest !== '') yield rest;
}

/**
 * The first word is taken whole: scanf(3) never goes back. White space is that of the C locale: the no-break space, which is some to
 * `\s`, is a letter.
 */
const named = /^\[[ \t-\r]*(?=([^ \t-\r]{1,63}))\1[ \t-\r]*"([^"]{1,63})/;
const unnamed = /^\[([^\]]{1,63})/;
const option = /^[ \t-\r]*(?=([^ \t-\r]{1,63}))\1(?:[ \t-\r]*=[ \t-\r]*"([^"]{1,1023}))?/;

/**
 * Reads a line as qemu does with scanf(3): what follows a bracket or a quote that closes is ignored, and a key without a
 * value in quotes has an empty one. A line ends at its first NUL.
 */
export function readConfigLine(text: ByteString): ConfigLine {
  const [line = ''] = text.split('\0', 1);
  if (line === '\n' || line.startsWith('#')) return { kind: 'nothing' };
  const withId = named.exec(line);
  if (withId !== null) return { kind: 'section', name: withId[1]!, id: withId[2]! };
  const withoutId = unnamed.exec(line);
  if (withoutId !== null) return { kind: 'section', name: withoutId[1]! };
  const found = option.exec(line);
  return found === null ? { kind: 'unreadable' } : { kind: 'option', key: found[1]!, value: found[2] ?? '' };
}
