import type { ImageFile, LockedUse } from '../../file/image-file.ts';
import type { CommonOptions } from '../common-options.ts';

const all: readonly LockedUse[] = ['write', 'resize'];

/**
 * Checks the locks on the file of a child in which the node `above` has tables. Of an inactive node (10.0 and later) only what it
 * reads counts: others may write to the file meanwhile, and it writes nothing.
 *
 * @param unshared the uses that no other process may make of the file; absent: all that change it
 * @throws Refusal
 */
export function lockTables(
  file: ImageFile,
  { active, writable }: Pick<CommonOptions, 'active' | 'writable'>,
  unshared: readonly LockedUse[] = all,
): void {
  if (active) file.checkLocks(['consistent read', ...(writable ? all : [])], unshared);
  else file.checkLocks(['consistent read'], []);
}

/**
 * Checks the locks on the file of a child that has only data of the guest: those of uses that the node `above` forbids. An inactive
 * node forbids nothing.
 *
 * @throws Refusal
 */
export function lockData(
  file: ImageFile,
  { active }: Pick<CommonOptions, 'active'>,
  unshared: readonly LockedUse[],
): void {
  if (active) file.checkLocks([], unshared);
}
