import type { OracleAnswer } from '../../answers/outcome.ts';
import type { KillSignal } from './child/child.ts';
import { atOnce, type Turns } from './child/lanes.ts';
import { libc } from './child/libc.ts';
import { startByExeca } from './start-by-execa.ts';
import { flooded, hung, missing, unspeakable } from './start-errors.ts';

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

/** All that a started program finds in its environment. */
export function startEnv(): Readonly<Record<string, string>> {
  return { LC_ALL: 'C', PATH: process.env.PATH ?? '' };
}

/**
 * Starts a program once, the same way each time: a fixed argv0, LC_ALL=C, POSIXLY_CORRECT unset, stdin closed, the given
 * working directory. Never throws: whatever the program does is an outcome or an oracle error. It is ended by
 * `killSignal`, with the programs that it has started, when it is cancelled or passes a limit, and killed where it goes on
 * in spite of that for five seconds. Campaigns start thousands, hence without execa wherever the C library can be called.
 */
export async function start(
  program: Program,
  args: readonly string[],
  folder: string,
  limits: StartLimits = defaultLimits,
  cancel?: AbortSignal,
  killSignal: KillSignal = 'SIGKILL',
  turns: Turns = atOnce,
): Promise<Started> {
  const refusal = unspeakable(program, [...args, folder]);
  if (refusal !== undefined) return refusal;
  const calls = libc();
  if (calls === undefined)
    return turns.hold(() => startByExeca(program, args, folder, limits, cancel, killSignal));
  const child = await turns.run(
    calls,
    {
      file: program.file,
      argv: [program.argv0 ?? 'qemu-img', ...program.leading, ...args],
      env: Object.entries(startEnv()).map(([name, value]) => `${name}=${value}`),
      folder,
    },
    { ...limits, killSignal },
    cancel,
  );
  if (child.kind === 'failed') return missing(program, child.code);
  if (child.stopped === 'flooded') return flooded(limits);
  if (child.stopped === 'hung') return hung(limits);
  const { stdout, stderr, end } = child;
  if (end.kind === 'lost') return missing(program, 'its end was not seen');
  return { kind: 'outcome', outcome: { stdout, stderr, end } };
}
