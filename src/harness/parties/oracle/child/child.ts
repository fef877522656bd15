import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import type { Libc } from './libc.ts';
import type { Spawned } from './spawn-child.ts';

/** How a child came to its end. `lost`: something else in this process has taken its exit status. */
export type ChildEnd =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'lost' };

/** Why we ended a child. */
export type Stopped = 'hung' | 'flooded' | 'cancelled';

/** What came of a child. */
export interface ChildResult {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly end: ChildEnd;
  readonly stopped: Stopped | undefined;
}

const WNOHANG = 1;

/** In milliseconds: so long a child may go on after a signal that asks it to end. */
const patience = 5000;

/** How a child is ended: at once, or asked first. */
export type KillSignal = 'SIGKILL' | 'SIGTERM';

/** What a child may cost, and how it is ended. */
export interface ChildLimits {
  /** From its start on. */
  readonly milliseconds: number;
  /** Of stdout, and of stderr. */
  readonly bytes: number;
  readonly killSignal: KillSignal;
}

/** Of all children in turn: what is read is copied out of it. */
const chunk: Buffer = Buffer.alloc(1 << 16);

/**
 * A running child. Nothing of it happens by itself: `look` reads what it has written, ends it where it has passed a limit,
 * and sees whether it has ended. Its end is its own: a grandchild that holds its pipes open is not waited for.
 */
export class Child {
  readonly #libc: Libc;
  readonly #spawned: Spawned;
  readonly #bytes: number;
  #deadline: number;
  #signal: KillSignal;
  readonly #stdout: Buffer[] = [];
  readonly #stderr: Buffer[] = [];
  #stopped: Stopped | undefined;

  constructor(libc: Libc, spawned: Spawned, { milliseconds, bytes, killSignal }: ChildLimits) {
    this.#libc = libc;
    this.#spawned = spawned;
    this.#bytes = bytes;
    this.#deadline = performance.now() + milliseconds;
    this.#signal = killSignal;
  }

  /**
   * Ends it with all that it has started in its process group; where it was asked to before, it is killed. It is there
   * until `look` says that it has ended.
   */
  stop(why: Stopped): void {
    this.#stopped ??= why;
    try {
      process.kill(-this.#spawned.pid, this.#signal);
    } catch {
      // It has ended already.
    }
    this.#signal = 'SIGKILL';
    this.#deadline = performance.now() + patience;
  }

  /** What came of it once it has ended; undefined while it runs. */
  look(): ChildResult | undefined {
    const end = this.#endSoFar();
    this.#drain(this.#spawned.stdout, this.#stdout);
    this.#drain(this.#spawned.stderr, this.#stderr);
    if (end === undefined) {
      if (performance.now() >= this.#deadline) this.stop('hung');
      return undefined;
    }
    closeSync(this.#spawned.stdout);
    closeSync(this.#spawned.stderr);
    const [stdout, stderr] = [Buffer.concat(this.#stdout), Buffer.concat(this.#stderr)];
    return { stdout, stderr, end, stopped: this.#stopped };
  }

  #endSoFar(): ChildEnd | undefined {
    const status = Buffer.alloc(4);
    const pid = this.#libc.waitpid(this.#spawned.pid, status, WNOHANG);
    if (pid === 0) return undefined;
    return pid === this.#spawned.pid ? endOf(status.readInt32LE(0)) : { kind: 'lost' };
  }

  #drain(fd: number, read: Buffer[]): void {
    let length = read.reduce((sum, part) => sum + part.length, 0);
    while (length <= this.#bytes) {
      const bytes = this.#libc.read(fd, chunk, chunk.length);
      if (bytes <= 0) return;
      read.push(Buffer.from(chunk.subarray(0, bytes)));
      length += bytes;
    }
    this.stop('flooded');
  }
}

/** Of a status that wait(2) gives. */
function endOf(status: number): ChildEnd {
  const signal = status & 0x7f;
  if (signal === 0) return { kind: 'exit', status: (status >> 8) & 0xff };
  const [name = `signal ${signal}`] =
    Object.entries(constants.signals).find(([, number]) => number === signal) ?? [];
  return { kind: 'signal', signal: name };
}
