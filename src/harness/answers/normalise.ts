import type { Outcome } from './outcome.ts';

/** A difference of two outcomes that doesn't count. */
interface Normalisation {
  readonly name: string;
  readonly reason: string;
  apply(stderr: string): string;
}

/** Everything that is made equal before outcomes are compared. stdout is not among it: it is compared byte for byte. */
export const normalisations: readonly Normalisation[] = [
  {
    name: 'levels of a backing loop',
    reason:
      'qemu-img opens a loop of backing files until descriptors run out. The number of levels, and so the last file, ' +
      'depends on the limit and on how many descriptors a build needs itself: with 1024 descriptors 5.2 to 10.0 open ' +
      '1015 levels, 11.1 opens 1013',
    apply: stderr =>
      stderr.replace(
        /(?:Could not open backing file: ){16,}Could not open '[^\n]*': Too many open files/g,
        "Could not open backing file: … Could not open '…': Too many open files",
      ),
  },
  {
    name: 'a client that leaves',
    reason:
      'nbdinfo disconnects without a message after an error, and qemu-nbd may report that on stderr before it is stopped. ' +
      'Whether it does depends on time, and it concerns the connection, not the image',
    apply: stderr => stderr.replace(/^qemu-nbd: Disconnect client, due to: [^\n]*\n/gm, ''),
  },
];

/** The stderr that is compared. */
export function normalisedStderr({ stderr }: Outcome): Buffer {
  const text = normalisations.reduce((result, { apply }) => apply(result), stderr.toString());
  // A file name may hold bytes that aren't UTF-8: they would be lost in the text, so such a stderr stays as it is.
  return Buffer.from(stderr.toString()).equals(stderr) ? Buffer.from(text) : stderr;
}

/** Whether stderr could differ on another host: a normalisation applies to it, or was applied before. */
export function dependsOnHost(outcome: Outcome): boolean {
  return !normalisedStderr(outcome).equals(outcome.stderr) || outcome.stderr.includes("Could not open '…'");
}
