import { execa } from 'execa';
import type { OracleAnswer, OracleError, Outcome } from './outcome.ts';

/** A program as it is started: nothing of it depends on the host's shell. */
export interface Program {
  readonly file: string;
  /** Arguments that come before those of the query: the loader's, where a loader starts the program. */
  readonly leading: readonly string[];
  /** Its name as it is told to it, where no loader tells it; absent: `qemu-img`. */
  readonly argv0?: string;
}

/** What came of one start. */
export type Started = Exclude<OracleAnswer, { kind: 'skipped' }>;

/** What one start may cost before it counts as an oracle error. */
export interface StartLimits {
  readonly milliseconds: number;
  /** Bytes of stdout, and of stderr. */
  readonly bytes: number;
}

/**
 * A map of the largest generated case takes well under a second on a loaded machine and prints well under a megabyte;
 * a loop of backing files takes qemu-img 11.1 four seconds until 1024 descriptors run out.
 */
export const defaultLimits: StartLimits = { milliseconds: 30_000, bytes: 64 * 1024 * 1024 };

/**
 * Starts a program once, the same way each time: a fixed argv0, LC_ALL=C, POSIXLY_CORRECT unset, stdin closed, the given
 * working directory. Never throws: whatever the program does is an outcome or an oracle error. `killSignal` ends it when
 * it is cancelled or takes too long; a program that goes on in spite of it is killed after five seconds.
 */
export async function start(
  program: Program,
  args: readonly string[],
  folder: string,
  limits: StartLimits = defaultLimits,
  cancel?: AbortSignal,
  killSignal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL',
): Promise<Started> {
  const result = await execa(program.file, [...program.leading, ...args], {
    argv0: program.argv0 ?? 'qemu-img',
    cwd: folder,
    env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' },
    extendEnv: false,
    stdin: 'ignore',
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
    timeout: limits.milliseconds,
    killSignal,
    maxBuffer: limits.bytes,
    ...(cancel === undefined ? {} : { cancelSignal: cancel }),
  });
  if (result.isMaxBuffer) return failed('flooded', `more than ${limits.bytes} bytes of output`);
  if (result.timedOut) return failed('hung', `no end within ${limits.milliseconds} ms`);
  const outcome = (end: Outcome['end']): Started => ({
    kind: 'outcome',
    outcome: { stdout: Buffer.from(result.stdout), stderr: Buffer.from(result.stderr), end },
  });
  if (result.signal !== undefined) return outcome({ kind: 'signal', signal: result.signal });
  if (result.exitCode !== undefined) return outcome({ kind: 'exit', status: result.exitCode });
  return failed(
    'missing',
    `${program.file}: ${result.code ?? result.shortMessage ?? 'could not be started'}`,
  );
}

function failed(kind: OracleError['kind'], detail: string): Started {
  return { kind: 'error', error: { kind, detail } };
}
