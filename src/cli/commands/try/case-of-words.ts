import { existsSync } from 'node:fs';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { readCase } from '../../../harness/files/read-case.ts';
import { commandLine } from '../../../harness/report/words/command-line.ts';

/**
 * The case that the words of `try` draw, or the one in the file that they name.
 *
 * @throws HarnessError `bad-file` for a file of another kind; as `readCase` and `parseRows`
 */
export function caseOfWords(words: readonly string[]): Case {
  const [path] = words;
  if (words.length !== 1 || path === undefined || path.includes('|')) return parseRows(words);
  if (path.endsWith('.case')) return readCase(path);
  if (path.includes('/') || existsSync(path)) {
    throw new HarnessError('bad-file', `${path}: the name of a case file must end in .case`, {
      next: `If it is an image, print it as a case: ${commandLine('draw', path)} > mine.case`,
    });
  }
  return parseRows(words);
}
