import type { Query } from '../../recipe.ts';
import { printWord } from '../text/word.ts';

/** A query as a line of the picture notation: `map` and its arguments, quoted if necessary. */
export function printQuery(query: Query): string {
  return ['map', ...query.map(printWord)].join(' ');
}
