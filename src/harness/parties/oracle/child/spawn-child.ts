import { closeSync, constants } from 'node:fs';
import { devNull } from 'node:os';
import { getSystemErrorName } from 'node:util';
import type { Libc } from './libc.ts';

/** A child as it is started: with this environment and nothing else of ours. */
export interface Spawning {
  readonly file: string;
  readonly argv: readonly string[];
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly folder: string;
}

/** A child that was started: its number, and our ends of its stdout and stderr, which don't block. */
export interface Spawned {
  readonly kind: 'spawned';
  readonly pid: number;
  readonly stdout: number;
  readonly stderr: number;
}

/** It couldn't be: the error by the name node gives it. */
export interface NotSpawned {
  readonly kind: 'failed';
  readonly code: string;
}

const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
const F_SETFL = 4;
const F_SETPIPE_SZ = 1031;

/** In bytes: nearly no map fills it, so that programs needn't wait for us; more takes privileges (pipe(7)). */
const pipeSize = 1 << 20;

/** Room for what the C libraries keep in the structs of posix_spawn: up to 336 bytes in glibc and musl. */
const structSize = 512;

/**
 * Starts a child in a process group of its own, with stdin at its end, no signal blocked or ignored, and no descriptor of
 * ours but the three.
 */
export async function spawnChild(libc: Libc, spawning: Spawning): Promise<Spawned | NotSpawned> {
  const stdout = openPipe(libc);
  if (typeof stdout === 'string') return { kind: 'failed', code: stdout };
  const stderr = openPipe(libc);
  if (typeof stderr === 'string') {
    closeBoth(stdout);
    return { kind: 'failed', code: stderr };
  }
  const pid = await spawnWith(libc, spawning, stdout.write, stderr.write);
  closeSync(stdout.write);
  closeSync(stderr.write);
  if (typeof pid === 'number') return { kind: 'spawned', pid, stdout: stdout.read, stderr: stderr.read };
  closeSync(stdout.read);
  closeSync(stderr.read);
  return { kind: 'failed', code: pid };
}

interface Pipe {
  readonly read: number;
  readonly write: number;
}

function openPipe(libc: Libc): Pipe | string {
  const ends = Buffer.alloc(8);
  if (libc.pipe2(ends, O_CLOEXEC) !== 0) return getSystemErrorName(-libc.errno());
  const [read, write] = [ends.readInt32LE(0), ends.readInt32LE(4)];
  libc.fcntl(read, F_SETFL, O_NONBLOCK);
  libc.fcntl(read, F_SETPIPE_SZ, pipeSize);
  return { read, write };
}

function closeBoth({ read, write }: Pipe): void {
  closeSync(read);
  closeSync(write);
}

async function spawnWith(
  libc: Libc,
  spawning: Spawning,
  stdout: number,
  stderr: number,
): Promise<number | string> {
  const { file, argv, env, folder } = spawning;
  const { actions } = libc;
  const pid = Buffer.alloc(4);
  const todo = Buffer.alloc(structSize);
  actions.init(todo);
  try {
    actions.open(todo, 0, devNull, constants.O_RDONLY, 0);
    actions.dup2(todo, stdout, 1);
    actions.dup2(todo, stderr, 2);
    actions.chdir(todo, folder);
    const error = await libc.spawn(pid, file, todo, attributesOf(libc), [...argv, null], [...env, null]);
    return error === 0 ? pid.readInt32LE(0) : getSystemErrorName(-error);
  } finally {
    actions.destroy(todo);
  }
}

const SETPGROUP = 0x02;
const SETSIGDEF = 0x04;
const SETSIGMASK = 0x08;

let attributes: Buffer | undefined;

/** Node ignores SIGPIPE and SIGXFSZ, which its children would inherit. */
function attributesOf(libc: Libc): Buffer {
  if (attributes !== undefined) return attributes;
  attributes = Buffer.alloc(structSize);
  const [all, none] = [Buffer.alloc(structSize), Buffer.alloc(structSize)];
  libc.sigfillset(all);
  libc.attributes.init(attributes);
  libc.attributes.sigdefault(attributes, all);
  libc.attributes.sigmask(attributes, none);
  libc.attributes.flags(attributes, SETPGROUP | SETSIGDEF | SETSIGMASK);
  return attributes;
}
