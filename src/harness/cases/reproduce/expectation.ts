import { constants } from 'node:os';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { requestsContext } from '../../parties/oracle/nbd-query.ts';

/** One map of a case, and what one program said to it. */
export interface Expectation {
  readonly query: Query;
  readonly outcome: Outcome;
}

/** What a reproducer holds its qemu-img against: the maps, and whose words they are. */
export interface Expected {
  /** Who said so: `qemu-img 10.0`, `map-parity as 11.1`. */
  readonly by: string;
  readonly maps: readonly Expectation[];
}

/** Whether a script can ask it: contexts of NBD take a server. */
export function isForScript(query: Query): boolean {
  return !requestsContext(query);
}

/** What a script shows of an outcome: stdout, stderr, and the exit status where it isn't 0, each ending its line. */
export function shownText({ stdout, stderr, end }: Outcome): string {
  const status =
    end.kind === 'exit' ? end.status : end.kind === 'signal' ? 128 + signalNumber(end.signal) : 1;
  const lines = [stdout, stderr].map(bytes => bytes.toString().replace(/\n+$/, ''));
  return [...lines, ...(status === 0 ? [] : [`exit status ${status}`])]
    .filter(text => text !== '')
    .map(text => `${text}\n`)
    .join('');
}

function signalNumber(name: string): number {
  return constants.signals[name as keyof typeof constants.signals] ?? 0;
}
