import { closeSync, openSync, readFileSync, readSync, statfsSync } from 'node:fs';
import type { LockedUse } from '../../../file/image-file.ts';
import { type LockConflict, OwnLocks } from '../../own-locks.ts';
import { koffi, koffiIsLoaded } from '../c-library/koffi.ts';

/**
 * The bytes that qemu locks (OFD locks, 5.2 to 11.1): from 100 on for the uses that a process makes of the file, from
 * 200 on for those that it forbids others. The bytes are in the order of qemu's permissions.
 */
const usedAt = 100;
const unsharedAt = 200;
const permission: Readonly<Record<LockedUse, number>> = {
  'consistent read': 0,
  write: 1,
  'write unchanged': 2,
  resize: 3,
  'change children': 4,
};
const lastByte = unsharedAt + permission['change children'];

/** File systems of which each inode has one number, by their magic numbers: ext2 to ext4, tmpfs, XFS. */
const numberedOnce: ReadonlySet<number> = new Set([0xef53, 0x01021994, 0x58465342]);

/** A chain of this process has read /proc/locks. */
let tableWasRead = false;

/**
 * Bytes of /proc/locks that are read where koffi can ask the kernel: 1,000 locks, of some 20 virtual machines. They take 3 ms of CPU, and
 * with each thousand more it takes longer, since the kernel counts from the first lock at each page: 17,000 locks take 60 ms.
 */
const mostOfTable = 65_536;

/**
 * The files on which any process holds locks, found out once for all files of a chain: there may be 200.
 *
 * Reading /proc/locks takes 0.06 ms of CPU, but 8 to 14 ms by the clock: the kernel waits for all processors, unless it has just done
 * so. A process that opens a second chain may open many, so it loads koffi, in 5 ms, and never waits again.
 */
export class HeldLocks {
  /** The inodes that have locks; `any`: there are too many locks to look at all. */
  #inodes: ReadonlySet<string> | 'any' | undefined;
  /** Whether stat gives the numbers that the table has, by device. */
  readonly #numbered = new Map<string, boolean>();
  /** The locks of the files of the chain. */
  readonly own: OwnLocks = new OwnLocks();

  /**
   * Whether a process may hold a lock of fcntl(2) on a byte of an open file that qemu locks. Those of flock(2) don't count. It may on
   * each file of a second chain, if koffi can ask the kernel.
   *
   * The table names a file by the number that the system has for its inode. On layered file systems that is another one than
   * stat gives, but /proc/thread-self/fdinfo has it (since Linux 5.14; before that each file counts as locked if any is). Where it is the
   * same, fdinfo isn't read: for 200 files that takes 2 ms.
   *
   * @param device its number, as stat gives it
   * @param inode as stat gives it
   */
  mayBeOn(fd: number, device: string, inode: string): boolean {
    this.#inodes ??= lockedInodes();
    if (this.#inodes === 'any') return true;
    if (this.#inodes.size === 0) return false;
    const number = this.#isNumbered(device, fd)
      ? inode
      : /^ino:\s*(\d+)$/m.exec(startOf(`/proc/thread-self/fdinfo/${fd}`, fdinfoBytes))?.[1];
    return number === undefined || this.#inodes.has(number);
  }

  #isNumbered(device: string, fd: number): boolean {
    let is = this.#numbered.get(device);
    if (is === undefined) {
      is = numberedOnce.has(fileSystemOf(fd));
      this.#numbered.set(device, is);
    }
    return is;
  }
}

/**
 * The first lock of another process that conflicts with this one's use of a file. Nothing is locked here: a map is over
 * soon, and a program that starts to write meanwhile need not fail.
 *
 * A query of the kernel takes fcntl(2), which Node lacks, and loading koffi for it takes 5 ms, an eighth of a map. So
 * the file itself is queried only if koffi is loaded anyway or if there may be locks on it.
 *
 * No conflict is found without /proc/locks or koffi, and none with locks that a network file system keeps for other
 * machines.
 *
 * @param used the uses that this process makes of the file
 * @param unshared the uses that no other process may make of it
 * @param mayBeLocked whether `HeldLocks` finds locks on the file
 */
export function lockConflict(
  fd: number,
  used: readonly LockedUse[],
  unshared: readonly LockedUse[],
  mayBeLocked: () => boolean,
): LockConflict | undefined {
  if (!koffiIsLoaded() && !mayBeLocked()) return undefined;
  const isLocked = lockQuery();
  // Most files have no lock at all on these bytes, which one call tells in place of six.
  if (!isLocked(fd, usedAt, F_WRLCK, lastByte - usedAt + 1)) return undefined;
  const usedBytes = used.map(use => usedAt + permission[use]);
  const unsharedBytes = unshared.map(use => unsharedAt + permission[use]);
  // qemu takes its own locks first, and looks at those of others then.
  for (const at of [...usedBytes, ...unsharedBytes]) {
    if (isLocked(fd, at, F_RDLCK)) return { held: 'unlockable', at };
  }
  for (const use of used) {
    if (isLocked(fd, unsharedAt + permission[use], F_WRLCK)) return { held: 'unshared', use };
  }
  for (const use of unshared) {
    if (isLocked(fd, usedAt + permission[use], F_WRLCK)) return { held: 'used', use };
  }
  return undefined;
}

/** What /proc/locks says; `any`: koffi is to ask the kernel for each file. */
function lockedInodes(): ReadonlySet<string> | 'any' {
  if (tableWasRead && koffi() !== undefined) return 'any';
  tableWasRead = true;
  const start = startOf(locksTable, mostOfTable);
  if (start.length < mostOfTable) return inodesIn(start);
  return koffi() !== undefined ? 'any' : inodesIn(readFileSync(locksTable, 'latin1'));
}

/** The magic number of the file system that has an open file; 0 if that is unknown. */
function fileSystemOf(fd: number): number {
  try {
    return statfsSync(`/proc/thread-self/fd/${fd}`).type;
  } catch {
    return 0;
  }
}

const locksTable = '/proc/locks';

/** What is wanted of fdinfo stands in its first bytes. */
const fdinfoBytes = 256;

/** The first bytes of a file of /proc, at most `most`; none where it can't be read. */
function startOf(path: string, most: number): string {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    const bytes = Buffer.allocUnsafe(most);
    let length = 0;
    for (let count = -1; count !== 0 && length < most; length += count)
      count = readSync(fd, bytes, length, most - length, null);
    return bytes.toString('latin1', 0, length);
  } catch {
    return '';
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** The inodes in the text of /proc/locks that have a lock of fcntl(2) on a byte that qemu locks. */
export function inodesIn(table: string): ReadonlySet<string> {
  const ranges = [...table.matchAll(/(?:OFDLCK|POSIX) .*:(\d+) (\d+) (\d+|EOF)$/gm)];
  const locked = ranges.filter(
    ([, , start, end]) => Number(start) <= lastByte && (end === 'EOF' || Number(end) >= usedAt),
  );
  return new Set(locked.map(([, inode]) => inode!));
}

/** Whether another lock stands against a new one of this type on these bytes; absent: on one. */
type LockQuery = (fd: number, at: number, type: typeof F_RDLCK | typeof F_WRLCK, bytes?: number) => boolean;

let loaded: LockQuery | undefined;

/** fcntl(2), which asks for locks; where koffi can't be loaded, it finds none. */
function lockQuery(): LockQuery {
  loaded ??= load();
  return loaded;
}

const F_OFD_GETLK = 36;
const F_RDLCK = 0;
const F_WRLCK = 1;
const F_UNLCK = 2;

/** fcntl(2) with struct flock of 64-bit Linux: two shorts, at byte 8 the start, at 16 the length, at 24 the process id. */
function load(): LockQuery {
  const fcntl = koffi()?.load(null).func('int fcntl(int fd, int command, void *lock)');
  if (fcntl === undefined) return () => false;
  return (fd, at, type, bytes = 1) => {
    const lock = Buffer.alloc(32);
    lock.writeInt16LE(type, 0);
    lock.writeBigInt64LE(BigInt(at), 8);
    lock.writeBigInt64LE(BigInt(bytes), 16);
    return fcntl(fd, F_OFD_GETLK, lock) === 0 && lock.readInt16LE(0) !== F_UNLCK;
  };
}
