import type { Outcome } from './outcome.ts';

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
      'qemu-img opens a loop of backing files until descriptors run out: how many levels that takes, and so which file ' +
      'comes last, depends on the limit and on how many a build needs for itself (1015 levels of 1024 descriptors in ' +
      '5.2 to 10.0, 1013 in 11.1)',
    apply: stderr =>
      stderr.replace(
        /(?:Could not open backing file: ){16,}Could not open '[^\n]*': Too many open files/g,
        "Could not open backing file: … Could not open '…': Too many open files",
      ),
  },
  {
    name: 'a client that leaves',
    reason:
      'nbdinfo leaves without a word after an error, and qemu-nbd may remark that on stderr before it is stopped: a ' +
      'matter of time, and of the connection rather than of the image',
    apply: stderr => stderr.replace(/^qemu-nbd: Disconnect client, due to: [^\n]*\n/gm, ''),
  },
];

/** stderr as it is compared. */
export function normalisedStderr({ stderr }: Outcome): Buffer {
  const text = normalisations.reduce((said, { apply }) => apply(said), stderr.toString());
  // Bytes that aren't UTF-8 (a file name may hold any) would be lost in the text.
  return Buffer.from(stderr.toString()).equals(stderr) ? Buffer.from(text) : stderr;
}

/** Whether stderr says what another host wouldn't: it is normalised already, or would be. */
export function dependsOnHost(outcome: Outcome): boolean {
  return !normalisedStderr(outcome).equals(outcome.stderr) || outcome.stderr.includes("Could not open '…'");
}
