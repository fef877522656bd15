import type { ChildCommand, ChildLimits, ChildRun, EndedChild, FailedSpawn } from './child-run.ts';

/** A request to a thread: run a child, or exit. */
export type ThreadRequest =
  | {
      readonly kind: 'run';
      readonly number: number;
      readonly command: ChildCommand;
      readonly limits: ChildLimits;
    }
  | { readonly kind: 'exit' };

/** The result of the request of that number. */
export interface ThreadAnswer {
  readonly number: number;
  readonly run: MessageRun;
}

/** A `ChildRun` as it goes through a message, which makes a Buffer a plain Uint8Array. */
type MessageRun =
  | (Omit<EndedChild, 'stdout' | 'stderr'> & {
      readonly stdout: Uint8Array<ArrayBuffer>;
      readonly stderr: Uint8Array<ArrayBuffer>;
    })
  | FailedSpawn;

/** For a message, without a copy of a large buffer. Node keeps small ones in one block of memory, and the whole block would be sent. */
export function toMessage(run: ChildRun): MessageRun {
  if (run.kind === 'failed') return run;
  return { ...run, stdout: ownBlock(run.stdout), stderr: ownBlock(run.stderr) };
}

function ownBlock(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return byteLength === buffer.byteLength ? new Uint8Array(buffer as ArrayBuffer) : Uint8Array.from(bytes);
}

/** The blocks of memory of a message: they are handed over, not copied. */
export function blocksOf(run: MessageRun): ArrayBuffer[] {
  return run.kind === 'failed' ? [] : [run.stdout.buffer, run.stderr.buffer];
}

export function fromMessage(run: MessageRun): ChildRun {
  if (run.kind === 'failed') return run;
  return { ...run, stdout: Buffer.from(run.stdout.buffer), stderr: Buffer.from(run.stderr.buffer) };
}

/** What a thread is given when it starts. */
export interface ThreadStart {
  readonly shared: Int32Array;
  /** See `heldTogether`. */
  readonly bytesHeld: Int32Array;
}

// Indexes of the numbers in shared memory.

/** The pid of the child that runs, or 0, or `startingPid`. */
export const runningPid = 0;
/** Whether all children are to be ended, and why: one of `cancelledBy`. */
export const isCancelled = 1;
/** How many numbers there are. */
export const sharedNumbers = 2;

/** The value of `runningPid` while a child is being started. */
export const startingPid: number = -1;
/** The values of `isCancelled`. The end of the process: a thread that would start another child stops for good. */
export const cancelledBy = { nothing: 0, signal: 1, time: 2, end: 3 } as const;
