import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import {
  type ChildEnd,
  type ChildLimits,
  type EndedChild,
  gracePeriod,
  type KillSignal,
  type StopReason,
} from './child-run.ts';
import type { Libc } from './libc.ts';
import type { Spawned } from './posix-spawn.ts';
import { signalGroup } from './process-group.ts';

const WNOHANG = 1;

/** Buffer for one read(2), shared by all children; the bytes are copied out of it. */
const chunk: Buffer = Buffer.alloc(1 << 16);

/**
 * A child started by posix_spawn, which is polled: each `poll` reads the output so far, stops the child when it has passed a
 * limit, and checks whether it has ended. A grandchild that holds the pipes open is not waited for.
 */
export class SpawnedChild {
  readonly #libc: Libc;
  readonly #spawned: Spawned;
  readonly #bytes: number;
  #deadline: number;
  #signal: KillSignal;
  readonly #stdout: Buffer[] = [];
  readonly #stderr: Buffer[] = [];
  #stopped: StopReason | undefined;

  constructor(libc: Libc, spawned: Spawned, { milliseconds, bytes, killSignal }: ChildLimits) {
    this.#libc = libc;
    this.#spawned = spawned;
    this.#bytes = bytes;
    this.#deadline = performance.now() + milliseconds;
    this.#signal = killSignal;
  }

  /** Signals its process group: with its kill signal at first, with SIGKILL from then on. The first reason counts. */
  stop(reason: StopReason): void {
    this.#stopped ??= reason;
    signalGroup(this.#spawned.pid, this.#signal);
    this.#signal = 'SIGKILL';
    this.#deadline = performance.now() + gracePeriod;
  }

  /** The result once it has ended; undefined while it runs. */
  poll(): EndedChild | undefined {
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
    return { kind: 'ended', stdout, stderr, end, stopped: this.#stopped };
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

/** Decodes a wait status, as waitpid(2) gives it. */
function endOf(status: number): ChildEnd {
  const signal = status & 0x7f;
  if (signal === 0) return { kind: 'exit', status: (status >> 8) & 0xff };
  const [name = `signal ${signal}`] =
    Object.entries(constants.signals).find(([, number]) => number === signal) ?? [];
  return { kind: 'signal', signal: name };
}
