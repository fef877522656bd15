import { koffi } from '../c-library/koffi.ts';

/** The types of a lock, as fcntl(2) numbers them: shared, exclusive, and none. */
export const F_RDLCK = 0;
export const F_WRLCK = 1;
const F_UNLCK = 2;

const F_OFD_GETLK = 36;

/** Whether another lock stands against a new one of this type on these bytes; absent: on one. */
export type LockQuery = (
  fd: number,
  at: number,
  type: typeof F_RDLCK | typeof F_WRLCK,
  bytes?: number,
) => boolean;

let loaded: LockQuery | undefined;

/** fcntl(2), which asks for locks; where koffi can't be loaded, it finds none. */
export function lockQuery(): LockQuery {
  loaded ??= load();
  return loaded;
}

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
