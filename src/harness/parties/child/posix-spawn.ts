import { closeSync, constants } from 'node:fs';
import { devNull } from 'node:os';
import { getSystemErrorName } from 'node:util';
import type { ChildCommand, FailedSpawn } from './child-run.ts';
import { type Libc, structBytes } from './libc.ts';
import { openInto } from './open-into.ts';

/** A child that was started: its pid, and the reading ends of its stdout and stderr, which don't block. */
export interface Spawned {
  readonly kind: 'spawned';
  readonly pid: number;
  /** A path: it goes into that file. */
  readonly stdout: number | string;
  readonly stderr: number;
}

const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
const F_SETFL = 4;
const F_SETPIPE_SZ = 1031;

/** Bytes. Nearly every map fits, so that the child needn't wait for us; more than this takes privileges (pipe(7)). */
const pipeSize = 1 << 20;

/**
 * Starts a child in a process group of its own, with no signal blocked or ignored.
 *
 * @param spawn the call that starts it
 */
export async function posixSpawn(
  libc: Libc,
  command: ChildCommand,
  spawn: Libc['spawn'] | Libc['spawnHere'] = libc.spawn,
): Promise<Spawned | FailedSpawn> {
  const stdout = command.into === undefined ? openPipe(libc) : openFile(command.into);
  if (typeof stdout === 'string') return { kind: 'failed', code: stdout };
  const stderr = openPipe(libc);
  if (typeof stderr === 'string') {
    closeEnds(stdout);
    return { kind: 'failed', code: stderr };
  }
  const pid = await spawnWith(libc, spawn, command, [stdout.write, stderr.write]);
  closeSync(stdout.write);
  closeSync(stderr.write);
  if (typeof pid === 'number') return { kind: 'spawned', pid, stdout: stdout.read, stderr: stderr.read };
  closeRead(stdout);
  closeRead(stderr);
  return { kind: 'failed', code: pid };
}

/** Where a stream goes: a pipe, or a file, which has a path in the place of an end to read from. */
interface Ends<Read extends number | string> {
  readonly read: Read;
  readonly write: number;
}

function openFile(path: string): Ends<string> | string {
  const write = openInto(path);
  return typeof write === 'string' ? write : { read: path, write };
}

function openPipe(libc: Libc): Ends<number> | string {
  const ends = Buffer.alloc(8);
  if (libc.pipe2(ends, O_CLOEXEC) !== 0) return getSystemErrorName(-libc.errno());
  const [read, write] = [ends.readInt32LE(0), ends.readInt32LE(4)];
  libc.fcntl(read, F_SETFL, O_NONBLOCK);
  libc.fcntl(read, F_SETPIPE_SZ, pipeSize);
  return { read, write };
}

function closeEnds(ends: Ends<number | string>): void {
  closeRead(ends);
  closeSync(ends.write);
}

function closeRead({ read }: Ends<number | string>): void {
  if (typeof read === 'number') closeSync(read);
}

async function spawnWith(
  libc: Libc,
  spawn: Libc['spawn'] | Libc['spawnHere'],
  command: ChildCommand,
  [stdout, stderr]: readonly [number, number],
): Promise<number | string> {
  const { file, argv, env, folder } = command;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const { actions } = libc;
  const pid = Buffer.alloc(4);
  const fileActions = Buffer.alloc(structBytes.fileActions);
  actions.init(fileActions);
  try {
    actions.open(fileActions, 0, devNull, constants.O_RDONLY, 0);
    actions.dup2(fileActions, stdout, 1);
    actions.dup2(fileActions, stderr, 2);
    actions.chdir(fileActions, folder);
    const error = await spawn(
      pid,
      file,
      fileActions,
      attributesOf(libc),
      [...argv, null],
      [...variables, null],
    );
    return error === 0 ? pid.readInt32LE(0) : getSystemErrorName(-error);
  } finally {
    actions.destroy(fileActions);
  }
}

const SETPGROUP = 0x02;
const SETSIGDEF = 0x04;
const SETSIGMASK = 0x08;

let attributes: Buffer | undefined;

/** Resets all signals: node ignores SIGPIPE and SIGXFSZ, and its children would inherit that. */
function attributesOf(libc: Libc): Buffer {
  if (attributes !== undefined) return attributes;
  attributes = Buffer.alloc(structBytes.attributes);
  const [all, none] = [Buffer.alloc(structBytes.signalSet), Buffer.alloc(structBytes.signalSet)];
  libc.sigfillset(all);
  libc.attributes.init(attributes);
  libc.attributes.sigdefault(attributes, all);
  libc.attributes.sigmask(attributes, none);
  libc.attributes.flags(attributes, SETPGROUP | SETSIGDEF | SETSIGMASK);
  return attributes;
}
