/** A piece of a line, and whether the answer before has another there. */
export interface LinePiece {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * What differs in a line of an answer from the answer before. Of a JSON entry those fields that the entry before has not which holds the
 * same guest byte; of any other line the whole, unless the answer before has it too.
 */
export function markedLine(line: string, before: readonly string[]): LinePiece[] {
  const start = startOf(line);
  if (start === undefined) return [{ text: line, differs: line !== '' && !before.includes(line) }];
  const counterpart = before.findLast(other => (startOf(other) ?? Number.POSITIVE_INFINITY) <= start) ?? '';
  const known = new Set(fieldsOf(counterpart).map(bare));
  return fieldsOf(line).map(text => ({ text, differs: !known.has(bare(text)) }));
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
