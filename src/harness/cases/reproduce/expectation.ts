import { constants } from 'node:os';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { requestsContext } from '../../parties/oracle/nbd/nbd-query.ts';

/** One map of a case, and its expected outcome. */
export interface Expectation {
  readonly query: Query;
  readonly outcome: Outcome;
}

/** The expected outcomes of a reproducer, and the program that they are from. */
export interface Expected {
  /** The program: `qemu-img 10.0`, `map-parity as 11.1`. */
  readonly from: string;
  readonly maps: readonly Expectation[];
}

/** Whether a script can run a query: contexts of NBD need a server. */
export function isForScript(query: Query): boolean {
  return !requestsContext(query);
}

/** The text of an outcome in a script: stdout, stderr and the exit status unless it is 0, each with an end of line. */
export function outcomeText({ stdout, stderr, end }: Outcome): string {
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
