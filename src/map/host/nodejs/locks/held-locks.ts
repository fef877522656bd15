import { closeSync, openSync, readFileSync, readSync, statfsSync } from 'node:fs';
import { OwnLocks } from '../../own-locks.ts';
import { koffi } from '../c-library/koffi.ts';
import { lastByte, usedAt } from './lock-bytes.ts';

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
