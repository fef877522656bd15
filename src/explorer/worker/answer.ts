import type { ReadExtent } from '../../harness/answers/extents/read-extent.ts';
import type { Outcome } from '../../harness/answers/outcome.ts';
import { parseStdout } from '../../harness/answers/parse-stdout.ts';
import { takeNbdContext } from '../../map/command/nbd-context.ts';
import { type MapResult, runMap } from '../../map/command/run-map.ts';
import { nobleCryptography } from '../../map/host/noble-cryptography.ts';
import { SourceHost } from '../../map/host/source-host.ts';
import type { FileSource } from '../../map/portable.ts';
import type { Profile } from '../../map/profile/profile.ts';

/** What the map of one version says. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status, or why this library has no answer. */
  readonly end: number | string;
  /** The extents of stdout; none if it is no map. */
  readonly extents: readonly ReadExtent[];
}

/** The answer of `map` with these words, of which `--context` may be one, as the version of the profile gives it. */
export function answerOf(words: readonly string[], profile: Profile, source: FileSource): Answer {
  const { outcome, failure } = outcomeOf(words, profile, source);
  const { stdout, stderr, end } = outcome;
  const parsed = parseStdout(outcome);
  return {
    stdout: stdout.toString(),
    stderr: stderr.toString(),
    end: failure ?? (end.kind === 'exit' ? end.status : end.kind),
    extents: parsed.kind === 'extents' ? parsed.extents : [],
  };
}

/** The same as an outcome of the harness; `failure` says why this library has no answer, or not the whole. */
export function outcomeOf(
  words: readonly string[],
  profile: Profile,
  source: FileSource,
): { readonly outcome: Outcome; readonly failure?: string } {
  const chunks: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
  let length = 0;
  const taking = (name: 'stdout' | 'stderr') => (bytes: Uint8Array) => {
    chunks[name].push(Uint8Array.from(bytes));
    length += bytes.length;
    if (length > mostBytes) throw new Enough();
  };
  const [rest, nbdRequest] = takeNbdContext(words);
  const ran = ranUntilEnough(() =>
    runMap(rest, {
      profile,
      nbdRequest,
      command: 'map explorer',
      host: new SourceHost(source, nobleCryptography),
      stdout: taking('stdout'),
      stderr: taking('stderr'),
    }),
  );
  const [stdout, stderr] = [Buffer.concat(chunks.stdout), Buffer.concat(chunks.stderr)];
  const outcome: Outcome = {
    stdout,
    stderr,
    end: { kind: 'exit', status: ran.kind === 'ran' ? ran.status : 1 },
  };
  return ran.kind === 'ran' ? { outcome } : { outcome, failure: ran.reason };
}

/** An answer is cut off after so many bytes: an image of millions of extents would fill the memory. */
const mostBytes = 2 ** 21;

/** Ends a map whose answer is long enough. */
class Enough extends Error {
  override readonly name: string = 'Enough';
}

function ranUntilEnough(run: () => MapResult): MapResult {
  try {
    return run();
  } catch (error) {
    if (error instanceof Enough) return { kind: 'unsupported', reason: `cut off after ${mostBytes} bytes` };
    throw error;
  }
}

/** Whether a reader would take two answers for the same. */
export function sameAnswer(one: Answer, other: Answer): boolean {
  return one.stdout === other.stdout && one.stderr === other.stderr && one.end === other.end;
}
