import type { LockedUse } from '../../../file/image-file.ts';
import type { LockConflict } from '../../own-locks.ts';
import { koffiIsLoaded } from '../c-library/koffi.ts';
import { lastByte, permission, unsharedAt, usedAt } from './lock-bytes.ts';
import { F_RDLCK, F_WRLCK, lockQuery } from './lock-query.ts';

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
