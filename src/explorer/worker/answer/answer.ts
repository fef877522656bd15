import type { ReadExtent } from '../../../harness/answers/extents/read-extent.ts';
import type { Outcome } from '../../../harness/answers/outcome.ts';
import { parseStdout } from '../../../harness/answers/parse-stdout.ts';
import { takeNbdContext } from '../../../map/command/nbd-context.ts';
import { type MapResult, runMap } from '../../../map/command/run-map.ts';
import { SourceHost } from '../../../map/host/source-host.ts';
import type { FileSource } from '../../../map/portable.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import { limitedSource } from '../open/limited-source.ts';
import { pageCryptography } from '../open/page-cryptography.ts';

/** What the map of one version says. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status, or why this library has no answer, or not the whole. */
  readonly end: number | string;
  /** The extents of stdout; none if it is no map. */
  readonly extents: readonly ReadExtent[];
}

/** An answer that nobody has read yet. */
export interface RawAnswer {
  readonly outcome: Outcome;
  /** Why this library has no answer, or not the whole. Absent: it has. */
  readonly failure?: string;
  /** It was cut off. */
  readonly isCut: boolean;
}

/** An answer is cut off after so many bytes of stdout: an image of millions of extents would fill the memory. */
export const mostBytes: number = 2 ** 18;

/** An answer is cut off, too, after so many bytes of tables, which take some seconds: those of 4 TiB with clusters of 64 KiB. */
const mostRead = 2 ** 29;

/**
 * The answer of `map` with these words, of which `--context` may be one, as the version of the profile gives it.
 *
 * @param most the bytes of stdout after which it may be cut off
 */
export function rawAnswer(
  words: readonly string[],
  profile: Profile,
  source: FileSource,
  most: number = mostBytes,
): RawAnswer {
  const chunks: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
  let length = 0;
  const taking = (name: 'stdout' | 'stderr') => (bytes: Uint8Array) => {
    chunks[name].push(Uint8Array.from(bytes));
    length += bytes.length;
    if (length > most) throw new Enough(`cut off after ${most} bytes`);
  };
  const [rest, nbdRequest] = takeNbdContext(words);
  const limited = limitedSource(source, mostRead);
  const ran = ranUntilEnough(() =>
    runMap(rest, {
      profile,
      nbdRequest,
      command: 'map explorer',
      host: new SourceHost(limited.source, pageCryptography),
      stdout: taking('stdout'),
      stderr: taking('stderr'),
    }),
  );
  const stdout = Buffer.concat(chunks.stdout);
  const outcomeWith = (status: number, stderr: Buffer): Outcome => ({
    stdout,
    stderr,
    end: { kind: 'exit', status },
  });
  // What it said then is about reads that failed for the limit.
  if (limited.isSpent())
    return {
      outcome: outcomeWith(1, Buffer.alloc(0)),
      isCut: true,
      failure: `cut off after ${mostRead} bytes of tables`,
    };
  const stderr = Buffer.concat(chunks.stderr);
  if (ran instanceof Enough) return { outcome: outcomeWith(1, stderr), isCut: true, failure: ran.message };
  return ran.kind === 'ran'
    ? { outcome: outcomeWith(ran.status, stderr), isCut: false }
    : { outcome: outcomeWith(1, stderr), isCut: false, failure: ran.reason };
}

/** Ends a map whose answer is long enough. */
class Enough extends Error {
  override readonly name: string = 'Enough';
}

function ranUntilEnough(run: () => MapResult): MapResult | Enough {
  try {
    return run();
  } catch (error) {
    if (error instanceof Enough) return error;
    throw error;
  }
}

/** Reads an answer. */
export function readAnswer({ outcome, failure, isCut }: RawAnswer): Answer {
  const { stdout, stderr, end } = outcome;
  // What was cut off ends within a line.
  const whole = isCut ? stdout.subarray(0, stdout.lastIndexOf(10) + 1) : stdout;
  const parsed = parseStdout({ ...outcome, stdout: whole });
  const text = new TextDecoder();
  return {
    stdout: text.decode(whole),
    stderr: text.decode(stderr),
    end: failure ?? (end.kind === 'exit' ? end.status : end.kind),
    extents: parsed.kind === 'extents' ? parsed.extents : [],
  };
}

/** Whether a reader would take two answers for the same. */
export function sameAnswer(one: RawAnswer, other: RawAnswer): boolean {
  return (
    one.failure === other.failure &&
    one.outcome.stdout.equals(other.outcome.stdout) &&
    one.outcome.stderr.equals(other.outcome.stderr) &&
    statusOf(one) === statusOf(other)
  );
}

function statusOf({ outcome: { end } }: RawAnswer): number | undefined {
  return end.kind === 'exit' ? end.status : undefined;
}
