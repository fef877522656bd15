import type { Outcome } from './outcome.ts';

/** A difference of two outcomes that doesn't count. */
interface Normalisation {
  readonly name: string;
  readonly reason: string;
  readonly stream: 'stdout' | 'stderr';
  apply(text: string): string;
}

/** What stands in a record in place of a usage text, and for the last file of a backing loop. */
const cutUsage = 'usage: …\n';
const cutLoop = "Could not open '…'";

/** Everything that is made equal before outcomes are compared. The stdout of a map is not among it: it is compared byte for byte. */
const normalisations: readonly Normalisation[] = [
  {
    name: 'levels of a backing loop',
    reason:
      'qemu-img opens a loop of backing files until descriptors run out. The number of levels, and so the last file, ' +
      'depends on the limit and on how many descriptors a build needs itself: with 1024 descriptors 5.2 to 10.0 open ' +
      '1015 levels, 11.1 opens 1013',
    stream: 'stderr',
    apply: stderr =>
      stderr.replace(
        /(?:Could not open backing file: ){16,}Could not open '[^\n]*': Too many open files/g,
        `Could not open backing file: … ${cutLoop}: Too many open files`,
      ),
  },
  {
    name: 'a client that leaves',
    reason:
      'nbdinfo disconnects without a message after an error, and qemu-nbd may report that on stderr before it is stopped. ' +
      'Whether it does depends on time, and it concerns the connection, not the image',
    stream: 'stderr',
    apply: stderr => stderr.replace(/^qemu-nbd: Disconnect client, due to: [^\n]*\n/gm, ''),
  },
  {
    name: 'the usage',
    reason:
      'The text of -h belongs to the authors of qemu-img and changes with every version; ours has its own words. What is ' +
      'compared is that it is printed',
    stream: 'stdout',
    apply: stdout => (isUsage(stdout) ? cutUsage : stdout),
  },
];

/** Whether a stdout is the text of `-h`: of our map, of qemu-img map since 10.0, or of all of qemu-img before. */
export function isUsage(stdout: string): boolean {
  return /^(?:usage: |Usage:\n|qemu-img version )/.test(stdout);
}

/** The outcome that is compared. */
export function normalised(outcome: Outcome): Outcome {
  const { stdout, stderr, end } = outcome;
  return { stdout: normalisedStream('stdout', stdout), stderr: normalisedStream('stderr', stderr), end };
}

function normalisedStream(stream: Normalisation['stream'], bytes: Buffer): Buffer {
  const text = bytes.toString();
  // A file name may hold bytes that aren't UTF-8: they would be lost in the text, so such a stream stays as it is.
  if (!Buffer.from(text).equals(bytes)) return bytes;
  const applicable = normalisations.filter(normalisation => normalisation.stream === stream);
  return Buffer.from(applicable.reduce((result, { apply }) => apply(result), text));
}

/** Whether an outcome could differ on another host: a normalisation applies to it, or was applied before. */
export function dependsOnHost(outcome: Outcome): boolean {
  const { stdout, stderr } = normalised(outcome);
  return !stderr.equals(outcome.stderr) || stderr.includes(cutLoop) || isUsage(stdout.toString('latin1'));
}
