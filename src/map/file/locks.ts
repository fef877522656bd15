import { readFileSync } from 'node:fs';
import type { LockedUse } from './image-file.ts';
import { koffi, koffiIsLoaded } from './koffi.ts';

/**
 * The bytes that qemu locks (OFD locks, 5.2 to 11.1): from 100 on what a program does with the file, from 200 on what
 * it can't bear others to do. The numbers are those of its permissions.
 */
const usedAt = 100;
const unsharedAt = 200;
const permission: Readonly<Record<LockedUse, number>> = { 'consistent read': 0, write: 1, resize: 3 };

/** That another process has a use of the file that must be unshared here, or can't bear one that is wanted here. */
export interface LockConflict {
  readonly use: LockedUse;
  readonly held: 'used' | 'unshared';
}

/**
 * Whether anybody holds locks, looked at once: 200 files of a chain are opened one after the other. /proc/locks is read
 * in 0.06 ms, but in up to 14 where processes open and close locked files all the time.
 */
export class HeldLocks {
  #any: boolean | undefined;

  /** Whether any process holds an OFD lock on bytes that qemu locks. */
  get any(): boolean {
    this.#any ??= anyLocks();
    return this.#any;
  }
}

/**
 * The first lock of another process that stands against using a file for `used` while nobody else uses it for
 * `unshared`. Nothing is locked here: a map is over soon, and a program that starts writing meanwhile need not fail.
 *
 * Asking the kernel takes fcntl(2), which node doesn't have, and loading koffi for it takes 5 ms, an eighth of a map.
 * `held` tells for the whole machine whether anybody holds such bytes of any file; only then, or where koffi is loaded
 * anyway, is the file itself asked about. (The inode numbers of /proc/locks alone would not do: file systems in layers show
 * others than stat does.) Where there is no such file, or no koffi, there is no conflict; locks that a network file system
 * keeps for other machines aren't seen either.
 */
export function lockConflict(
  fd: number,
  used: readonly LockedUse[],
  unshared: readonly LockedUse[],
  held: HeldLocks,
): LockConflict | undefined {
  if (!koffiIsLoaded() && !held.any) return undefined;
  const isLocked = lockQuery();
  for (const use of used) {
    if (isLocked(fd, unsharedAt + permission[use])) return { use, held: 'unshared' };
  }
  for (const use of unshared) {
    if (isLocked(fd, usedAt + permission[use])) return { use, held: 'used' };
  }
  return undefined;
}

function anyLocks(): boolean {
  let table: string;
  try {
    table = readFileSync('/proc/locks', 'latin1');
  } catch {
    return false;
  }
  return /OFDLCK.* [12]0\d [12]0\d$/m.test(table);
}

type LockQuery = (fd: number, at: number) => boolean;

let loaded: LockQuery | undefined;

function lockQuery(): LockQuery {
  loaded ??= load();
  return loaded;
}

const F_OFD_GETLK = 36;
const F_WRLCK = 1;
const F_UNLCK = 2;

/** fcntl(2) with a struct flock of Linux on 64 bits: two shorts, then at 8 the start, at 16 the length, at 24 the pid. */
function load(): LockQuery {
  const fcntl = koffi()?.load(null).func('int fcntl(int fd, int command, _Inout_ uint8_t *lock)');
  if (fcntl === undefined) return () => false;
  return (fd, at) => {
    const lock = Buffer.alloc(32);
    lock.writeInt16LE(F_WRLCK, 0);
    lock.writeBigInt64LE(BigInt(at), 8);
    lock.writeBigInt64LE(1n, 16);
    return fcntl(fd, F_OFD_GETLK, lock) === 0 && lock.readInt16LE(0) !== F_UNLCK;
  };
}
