import type { Overflow } from './child-output.ts';

/** A child process to start: stdin is empty, and it inherits no descriptor of ours but those for stdout and stderr. */
export interface ChildCommand {
  /** Path of the program; PATH is not searched. */
  readonly file: string;
  /** argv[0] comes first. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Path of a file that stdout goes into, which is written anew. Absent: the result holds it. */
  readonly into?: string;
}

/** The first signal that ends a child: SIGTERM leaves it time to clean up. */
export type KillSignal = 'SIGKILL' | 'SIGTERM';

/** What a child may cost before it is ended, and the signal that ends it. */
export interface ChildLimits {
  /** Milliseconds from its start. */
  readonly milliseconds: number;
  /** Bytes of stdout and stderr together; of each, if stdout goes into a file. Nothing is kept of the output of a child that prints more. */
  readonly bytes: number;
  readonly killSignal: KillSignal;
}

/** Grace period after SIGTERM, in milliseconds; a child that still runs is killed then. */
export const gracePeriod = 5000;

/** How a child ended. `lost`: other code in this process took its exit status. */
export type ChildEnd =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'lost' };

/** Why a child was stopped. */
export type StopReason = 'hung' | Overflow | 'cancelled';

/** A child that ran and ended. */
export interface EndedChild {
  readonly kind: 'ended';
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly end: ChildEnd;
  /** From its start to its end. */
  readonly milliseconds: number;
  /** Absent: it ended by itself. */
  readonly stopped: StopReason | undefined;
}

/** A child that could not be started; `code` is the error's name, such as `ENOENT`, or says why `into` can't be written. */
export interface FailedSpawn {
  readonly kind: 'failed';
  readonly code: string;
}

/** The result of running one child. */
export type ChildRun = EndedChild | FailedSpawn;

/**
 * Runs a child in a process group of its own, to its end. The whole group is killed when the child ends, passes a limit or is
 * cancelled, and when this process ends. A grandchild that holds the pipes open is not waited for.
 */
export type RunChild = (
  command: ChildCommand,
  limits: ChildLimits,
  cancel?: AbortSignal,
) => Promise<ChildRun>;
