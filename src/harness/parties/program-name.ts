import type { Query } from '../../../generators/recipe/recipe.ts';
import { requestsContext } from './oracle/nbd/nbd-query.ts';
import type { Oracle } from './oracle/oracle.ts';

/** Name of the program that answers a query, for people: `qemu-img 7.2`, or `qemu-nbd 7.2` for a context of NBD. */
export function programName(query: Query, { name }: Oracle): string {
  return `${requestsContext(query) ? 'qemu-nbd' : 'qemu-img'} ${name}`;
}
