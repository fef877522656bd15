import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import { withoutPrefix } from '../node/file-name.ts';
import type { Source } from '../node/source.ts';
import type { Profile } from '../profile/profile.ts';
import { backingPrefix } from './backing.ts';
import type { OpenedPart } from './open-part.ts';

/**
 * Ends chains that would go on for ever. qemu notices none: it opens files until descriptors run out, which takes it
 * seconds; the refusal is the one that it has then, under a limit of 1024.
 *
 * What is opened next depends on the name and the options alone. So when both have been asked for before, all that
 * came after will come again. Where only the names grow (`./a` beside `./a` is `././a`), the files themselves are
 * counted. A chain that ends may be of any length.
 */
export class LoopGuard {
  readonly #profile: Profile;
  /** The depth at which each source was asked for. */
  readonly #depths = new Map<string, number>();
  readonly #files = new Set<string>();
  #repeats = false;

  constructor(profile: Profile) {
    this.#profile = profile;
  }

  /**
   * @param source what is to be opened next
   * @param opened all before it
   * @throws Refusal
   */
  check(source: Source, opened: readonly OpenedPart[]): void {
    const depth = opened.length;
    const file = opened.at(-1)?.node.bytes.identity;
    if (file !== undefined) {
      this.#repeats ||= this.#files.has(file);
      this.#files.add(file);
    }
    const key = JSON.stringify([source.name, ...source.options]);
    const first = this.#depths.get(key);
    this.#depths.set(key, depth);
    const last = Math.max(depth, this.#profile.chainFiles);
    if (first !== undefined) {
      const same = opened[first + ((last - first) % (depth - first))]!;
      refuse(last, same.node.bytes.path);
    }
    if (this.#repeats && depth === last) refuse(last, withoutPrefix(source.name ?? '', 'file'));
  }
}

function refuse(depth: number, name: ByteString): never {
  throw new Refusal(`${backingPrefix.repeat(depth)}Could not open '${name}': Too many open files`);
}
