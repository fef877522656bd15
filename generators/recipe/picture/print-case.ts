import type { Case } from '../recipe.ts';
import { printChain } from './print/print-chain.ts';
import { printQuery } from './print/print-query.ts';
import { escapeCharacter } from './text/word.ts';

/**
 * A case in canonical form: its notes, its chain, its queries, each on lines of their own. A note stays one line, whatever is in
 * it.
 */
export function printCase({ notes, recipe, queries }: Case): string {
  const lines = [
    ...notes.map(note => (note === '' ? '#' : `# ${note.replace(/[\r\n]/g, escapeCharacter)}`)),
    printChain(recipe),
    ...queries.map(printQuery),
  ];
  return `${lines.join('\n')}\n`;
}
