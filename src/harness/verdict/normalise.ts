import type { Outcome } from '../oracle/outcome.ts';

/** One thing that two outcomes may differ in without differing. */
interface Normalisation {
  readonly name: string;
  readonly reason: string;
  apply(stderr: string): string;
}

/**
 * Everything that is made equal before outcomes are compared. stdout is never touched: it is compared byte for byte.
 */
export const normalisations: readonly Normalisation[] = [
  {
    name: 'levels of a backing loop',
    reason:
      'qemu-img opens a loop of backing files until descriptors run out: how many levels that takes depends on the ' +
      'limit and on how many descriptors a build needs for itself (1015 of 1024 in 5.2 to 10.0, 1013 in 11.1)',
    apply: stderr =>
      stderr.replace(
        /(?:Could not open backing file: ){16,}(Could not open '[^\n]*': Too many open files)/g,
        'Could not open backing file: … $1',
      ),
  },
];

/** stderr as it is compared: latin1, so that every byte stays what it is. */
export function normalisedStderr(outcome: Outcome): string {
  return normalisations.reduce((text, { apply }) => apply(text), outcome.stderr.toString('latin1'));
}
