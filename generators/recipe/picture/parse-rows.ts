import { impliedStem } from '../implied-stem.ts';
import type { Case } from '../recipe.ts';
import { parseCase } from './parse-case.ts';

/**
 * Reads a chain from words of a command line, base first. A word without white space is the row of a qcow2 layer with
 * 64k clusters, which gets its name from its place: base.qcow2, mid1.qcow2 …, top.qcow2. Any other word is a line of
 * the picture notation. Without a query the top is mapped as JSON.
 *
 * @throws PictureError. Its line is the number of the word; the text is the line that the word stands for.
 */
export function parseRows(words: readonly string[]): Case {
  const lines = words.map((word, index) =>
    /\s/.test(word) ? word : `${impliedStem(index, words.length)}.qcow2 qcow2 64k |${word}|`,
  );
  const parsed = parseCase(lines.join('\n'));
  if (parsed.queries.length > 0) return parsed;
  const top = parsed.recipe.layers.at(-1)!;
  return { ...parsed, queries: [['--output=json', top.name]] };
}
