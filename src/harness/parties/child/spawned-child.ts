import { closeSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { ChildOutput } from './child-output.ts';
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

const WNOHANG = 1;

/** Buffer for one read(2), shared by all children; the bytes are copied out of it. */
const chunk: Buffer = Buffer.alloc(1 << 16);

/** Bytes that one poll reads of each stream at most: a child that ignores SIGTERM may print without end. */
const mostAtOnce = 1 << 23;

/**
 * A child started by posix_spawn, which is polled: each `poll` reads the output so far, stops the child when it has passed a
 * limit, and checks whether it has ended. What it leaves running is killed when it ends.
 */
export class SpawnedChild {
  readonly #libc: Libc;
  readonly #spawned: Spawned;
  readonly #began = performance.now();
  #deadline: number;
  #signal: KillSignal;
  readonly #output: ChildOutput;
  /** Bytes that stdout may have, if it goes into a file. */
  readonly #mostInFile: number;
  #stopped: StopReason | undefined;

  constructor(libc: Libc, spawned: Spawned, { milliseconds, bytes, killSignal }: ChildLimits) {
    this.#libc = libc;
    this.#spawned = spawned;
    this.#output = new ChildOutput(bytes);
    this.#mostInFile = bytes;
    this.#deadline = this.#began + milliseconds;
    this.#signal = killSignal;
  }

  /** Signals its process group: with its kill signal at first, with SIGKILL from then on. The first reason counts. */
  stop(reason: StopReason): void {
    this.#stopped ??= reason;
    this.#signalGroup(this.#signal);
    this.#signal = 'SIGKILL';
    this.#deadline = performance.now() + gracePeriod;
  }

  /** The result once it has ended; undefined while it runs. */
  poll(): EndedChild | undefined {
    const end = this.#endSoFar();
    if (end !== undefined) this.#signalGroup('SIGKILL');
    const { stdout, stderr } = this.#spawned;
    if (typeof stdout === 'string') this.#measure(stdout);
    else this.#drain('stdout', stdout);
    this.#drain('stderr', stderr);
    if (end === undefined) {
      if (performance.now() >= this.#deadline) this.stop('hung');
      return undefined;
    }
    if (typeof stdout === 'number') closeSync(stdout);
    closeSync(stderr);
    const milliseconds = performance.now() - this.#began;
    return { kind: 'ended', ...this.#output.take(), end, milliseconds, stopped: this.#stopped };
  }

  #signalGroup(signal: KillSignal): void {
    this.#libc.kill(-this.#spawned.pid, constants.signals[signal]);
  }

  #endSoFar(): ChildEnd | undefined {
    const status = Buffer.alloc(4);
    const pid = this.#libc.waitpid(this.#spawned.pid, status, WNOHANG);
    if (pid === 0) return undefined;
    return pid === this.#spawned.pid ? endOf(status.readInt32LE(0)) : { kind: 'lost' };
  }

  #measure(path: string): void {
    const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes > this.#mostInFile && this.#stopped === undefined) this.stop('flooded');
  }

  #drain(stream: 'stdout' | 'stderr', descriptor: number): void {
    for (let left = mostAtOnce; left > 0; ) {
      const bytes = this.#libc.read(descriptor, chunk, chunk.length);
      if (bytes <= 0) return;
      left -= bytes;
      const overflow = this.#output.keep(stream, Buffer.from(chunk.subarray(0, bytes)));
      if (overflow !== undefined && this.#stopped === undefined) this.stop(overflow);
    }
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
