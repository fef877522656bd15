import type { Query } from '../../../../generators/recipe/recipe.ts';
import { shellWord } from './command-line.ts';

/** A query as the arguments of qemu-img, quoted for a shell. Cases have the quotes of the notation instead. */
export function queryLine(query: Query): string {
  return ['map', ...query.map(shellWord)].join(' ');
}
