/** A piece of an answer, and whether the answer before has another there. */
export interface MarkedPiece {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * What differs in the lines of an answer from the answer before. Of a JSON entry those fields that the entry before has not which holds
 * the same guest byte; of any other line the whole, unless the answer before has it too.
 */
export function markedLines(lines: readonly string[], before: readonly string[]): MarkedPiece[] {
  const known = new Set(before);
  const entryBefore = entriesInOrder(before);
  return joined(
    lines.flatMap((line, index) => {
      const end = { text: index === lines.length - 1 ? '' : '\n', differs: false };
      const start = startOf(line);
      if (start === undefined) return [{ text: line, differs: line !== '' && !known.has(line) }, end];
      const fields = new Set(fieldsOf(entryBefore(start)).map(bare));
      return [...fieldsOf(line).map(text => ({ text, differs: !fields.has(bare(text)) })), end];
    }),
  );
}

/** Neighbours that are marked alike are one piece: each is an element of the page. */
function joined(pieces: readonly MarkedPiece[]): MarkedPiece[] {
  const all: MarkedPiece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.differs === piece.differs)
      all[all.length - 1] = { text: last.text + piece.text, differs: piece.differs };
    else if (piece.text !== '') all.push(piece);
  }
  return all;
}

/** The entry that holds a guest byte; empty: none. It is asked for ascending bytes, in which order the entries are, too. */
function entriesInOrder(lines: readonly string[]): (start: number) => string {
  let [next, entry] = [0, ''];
  return start => {
    for (; next < lines.length; next++) {
      const line = lines[next]!;
      const begins = startOf(line);
      if (begins !== undefined && begins > start) break;
      if (begins !== undefined) entry = line;
    }
    return entry;
  };
}

function startOf(line: string): number | undefined {
  const [, start] = /^\[?\{ "start": (\d+),/.exec(line) ?? [];
  return start === undefined ? undefined : Number(start);
}

/** The fields of an entry, each with what follows it. */
function fieldsOf(line: string): string[] {
  return line.split(/(?<=, )(?=")/);
}

/** A field without the punctuation around it. */
function bare(field: string): string {
  return field.replaceAll(/^\[?\{ |[,\]} ]+$/g, '');
}
