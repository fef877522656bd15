import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { Tag } from '@lezer/highlight';
import { cellStates } from '../../../generators/recipe/picture/row/cell-letter.ts';

/** What a piece of a picture is, and the colour that it has: a variable of src/drawing/style.ts. */
const kinds = {
  note: { tag: Tag.define(), style: { color: 'var(--quiet)', fontStyle: 'italic' } },
  name: { tag: Tag.define(), style: { fontWeight: 'bold' } },
  word: { tag: Tag.define(), style: { color: 'var(--link)' } },
  value: { tag: Tag.define(), style: { color: 'var(--warn)' } },
  bar: { tag: Tag.define(), style: { color: 'var(--quiet)' } },
  data: { tag: Tag.define(), style: { backgroundColor: 'var(--data)' } },
  zero: { tag: Tag.define(), style: { backgroundColor: 'var(--zero)' } },
  compressed: { tag: Tag.define(), style: { backgroundColor: 'var(--packed)' } },
  illegal: { tag: Tag.define(), style: { backgroundColor: 'var(--illegal)' } },
} as const;

type Kind = keyof typeof kinds;

const cellKinds: Readonly<Record<string, Kind>> = {
  data: 'data',
  'data-hole': 'data',
  'zero-plain': 'zero',
  'zero-allocated': 'zero',
  compressed: 'compressed',
  illegal: 'illegal',
};

/** Where the reader is in a line. */
interface LineState {
  place: 'start' | 'layer' | 'row' | 'detail' | 'query';
  /** The words before, on the same line. */
  words: number;
}

function nextPiece(stream: StringStream, state: LineState): Kind | null {
  if (stream.sol()) {
    state.place = 'start';
    state.words = 0;
  }
  if (state.place === 'row') return cell(stream, state);
  if (state.place === 'start') return lineStart(stream, state);
  if (stream.eatSpace()) return null;
  if (state.place !== 'query' && stream.eat('|')) {
    state.place = 'row';
    return 'bar';
  }
  return word(stream, state);
}

function lineStart(stream: StringStream, state: LineState): Kind | null {
  if (stream.match(/^#.*/)) return 'note';
  if (stream.eatSpace()) {
    state.place = 'detail';
    return null;
  }
  state.place = stream.match(/^map(?!\S)/) ? 'query' : 'layer';
  if (state.place === 'query') return 'word';
  stream.match(/^(?:`[^`]*`|"(?:[^"\\]|\\.)*"|[^\s|]+)/);
  return 'name';
}

function word(stream: StringStream, state: LineState): Kind | null {
  if (stream.match(/^`[^`]*`?/) || stream.match(/^"(?:[^"\\]|\\.)*"?/)) return 'value';
  const [text = ''] = (stream.match(/^[^\s|=]+/) as RegExpMatchArray | null) ?? [];
  if (text === '') {
    stream.next();
    return null;
  }
  state.words++;
  if (state.place === 'query') return text.startsWith('-') ? 'word' : null;
  // The format after the name of a layer, and the keyword of an indented line.
  if (state.words === 1) return 'word';
  return /^\d/.test(text) ? 'value' : null;
}

function cell(stream: StringStream, state: LineState): Kind | null {
  if (stream.eat('|')) {
    state.place = 'detail';
    return 'bar';
  }
  if (stream.match(/^\{\d*\}?/)) return 'value';
  return cellKinds[cellStates.get(stream.next() ?? '') ?? ''] ?? null;
}

const language = StreamLanguage.define<LineState>({
  name: 'picture',
  startState: () => ({ place: 'start', words: 0 }),
  token: nextPiece,
  tokenTable: Object.fromEntries(Object.entries(kinds).map(([kind, { tag }]) => [kind, tag])),
});

/** The colours of the picture notation. */
export const pictureLanguage: Extension = [
  language,
  syntaxHighlighting(
    HighlightStyle.define(Object.values(kinds).map(({ tag, style }) => ({ tag, ...style }))),
  ),
];
