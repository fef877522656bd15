import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { LockedUse } from '../file/image-file.ts';
import type { HostFileOptions } from './host.ts';

/**
 * A lock that conflicts with one of ours. `used`: its holder makes a use of the file that must not be shared here. `unshared`: it
 * forbids a use that is needed here. `unlockable`: it is exclusive, and on a byte that qemu would lock; qemu's own locks are shared,
 * so it is of another program.
 */
export type LockConflict =
  | { readonly held: 'used' | 'unshared'; readonly use: LockedUse }
  | { readonly held: 'unlockable'; readonly at: number };

/** The refusal of a file for a lock, in the words of qemu. */
export function lockRefusal(conflict: LockConflict, name: ByteString): Refusal {
  if (conflict.held === 'unlockable') return new Refusal(`Failed to lock byte ${conflict.at}`);
  const lock = conflict.held === 'used' ? 'shared ' : '';
  return new Refusal(`Failed to get ${lock}"${conflict.use}" lock`, [
    `Is another process using the image [${name}]?`,
  ]);
}

/** The uses that may not be shared, as far as the locks of a file count. */
export function forbiddenUses(
  unshared: readonly LockedUse[],
  { locks }: Pick<HostFileOptions, 'locks'>,
): readonly LockedUse[] {
  return locks === 'shared' ? [] : unshared;
}

/** The locks that one opened file takes at a time. */
interface Taken {
  readonly holder: object;
  readonly used: readonly LockedUse[];
  readonly unshared: readonly LockedUse[];
}

/** The locks that the files of one chain take. A file that is opened twice has them twice, and may conflict with itself. */
export class OwnLocks {
  readonly #taken = new Map<string, Taken[]>();

  /**
   * Notes the locks that an opened file takes.
   *
   * @param identity that of the file of the host
   * @param holder the opened file
   * @returns what another holder has against them
   */
  take(
    identity: string,
    holder: object,
    used: readonly LockedUse[],
    unshared: readonly LockedUse[],
  ): LockConflict | undefined {
    const taken = { holder, used, unshared };
    const all = this.#taken.get(identity);
    if (all === undefined) {
      this.#taken.set(identity, [taken]);
      return undefined;
    }
    all.push(taken);
    const others = all.filter(other => other.holder !== holder);
    const needed = used.find(use => others.some(other => other.unshared.includes(use)));
    if (needed !== undefined) return { held: 'unshared', use: needed };
    const forbidden = unshared.find(use => others.some(other => other.used.includes(use)));
    return forbidden === undefined ? undefined : { held: 'used', use: forbidden };
  }
}
