import { closeSync, constants, fstatSync, openSync, readlinkSync, statfsSync } from 'node:fs';
import { type ByteString, toByteString } from '../../../basics/byte-string.ts';
import { systemError } from '../../../file/system-error.ts';
import { beginsWith, namesOf } from '../paths/path-names.ts';
import { toBuffer } from '../paths/to-buffer.ts';
import type { AllowedFolder } from './allowed-folder.ts';

/** A flag of Linux that Node has no name for: the descriptor is a place in the tree, and opening it has no other effect. */
const O_PATH = 0o10000000;

/** The type of the proc file system, as statfs(2) gives it. */
const procMagic = 0x9fa0;

/** As many links as Linux follows in one path. */
const mostLinks = 40;

/**
 * A walk along a path, name by name, that never leaves the allowed folders, as openat2(2) does it with RESOLVE_BENEATH.
 *
 * Beneath an allowed folder each name is opened from the descriptor of its folder, never through a link, and `..` goes
 * back to the descriptor before. So nothing that others rename or link meanwhile leads out. The text of a link is walked in
 * the same way. The kernel never follows one.
 *
 * Above the folders nothing is looked up. The walk may pass only the folders that lead to allowed ones, by their names
 * alone. Any other name leads out, whether there is such a file or not.
 */
export class ConfinedWalk {
  readonly #folders: readonly AllowedFolder[];
  readonly #outside: () => Error;
  /** The names still to be walked, the next one last. */
  #names: ByteString[] = [];
  /** Where the walk is above the allowed folders; while it is inside, the path of the allowed folder. */
  #above: ByteString[] = [];
  /** The allowed folder and all that was opened beneath it on the way. Empty: the walk is above the allowed folders. */
  #opened: number[] = [];
  #links = 0;

  /** @param outside makes the error of a path that leads out */
  constructor(folders: readonly AllowedFolder[], outside: () => Error) {
    this.#folders = folders;
    this.#outside = outside;
  }

  /**
   * Walks to the end of `path`.
   *
   * @param start the real path of the folder that a relative path starts from; unused for an absolute one
   * @returns a descriptor with O_PATH, of anything but a link
   * @throws the error of `outside`
   * @throws the error of the system that the kernel gives for the path, if that error arises inside
   */
  to(path: ByteString, start: ByteString): number {
    try {
      this.#begin(namesOf(path), path.startsWith('/') ? [] : namesOf(start).filter(name => name !== '.'));
      for (let name = this.#names.pop(); name !== undefined; name = this.#names.pop()) {
        if (this.#opened.length === 0) this.#stepAbove(name);
        else this.#stepInside(name);
      }
      const found = this.#opened.pop();
      if (found === undefined) throw this.#outside();
      return found;
    } finally {
      this.#leave();
    }
  }

  /** Starts at the allowed folder whose path the names begin with, or else above, at `start`. */
  #begin(names: readonly ByteString[], start: readonly ByteString[]): void {
    const whole = [...start, ...names];
    const isWithin = (folder: readonly ByteString[]) => beginsWith(whole, folder);
    for (const folder of this.#folders) {
      const path = [folder.given, folder.real].find(isWithin);
      if (path === undefined) continue;
      this.#enter(folder);
      this.#names = whole.slice(path.length).reverse();
      return;
    }
    this.#above = [...start];
    this.#names = names.toReversed();
  }

  #enter({ real }: AllowedFolder): void {
    const path = toBuffer(`/${real.join('/')}`);
    this.#opened.push(openSync(path, O_PATH | constants.O_DIRECTORY));
    this.#above = [...real];
  }

  #leave(): void {
    for (const descriptor of this.#opened.splice(0)) closeSync(descriptor);
  }

  #stepAbove(name: ByteString): void {
    if (name === '.') return;
    if (name === '..') this.#above.pop();
    else this.#above.push(name);
    const above = this.#above;
    const folder = this.#folders.find(({ real }) => real.length === above.length && beginsWith(real, above));
    if (folder !== undefined) this.#enter(folder);
    else if (name !== '..' && !this.#folders.some(({ real }) => beginsWith(real, above)))
      throw this.#outside();
  }

  #stepInside(name: ByteString): void {
    const here = this.#opened.at(-1)!;
    if (name === '.' || name === '..') {
      // The kernel says whether this is a folder, and one that may be searched.
      closeSync(openSync(entryOf(here, '.'), O_PATH));
      if (name === '..') this.#stepBack();
      return;
    }
    const found = openSync(entryOf(here, name), O_PATH | constants.O_NOFOLLOW);
    this.#opened.push(found);
    if (!fstatSync(found).isSymbolicLink()) return;
    closeSync(this.#opened.pop()!);
    this.#follow(here, name);
  }

  #stepBack(): void {
    closeSync(this.#opened.pop()!);
    if (this.#opened.length === 0) this.#stepAbove('..');
  }

  #follow(folder: number, name: ByteString): void {
    this.#links += 1;
    if (this.#links > mostLinks) throw systemError('ELOOP');
    // The links of /proc lead elsewhere than their text says.
    if (statfsSync(entryOf(folder, '.')).type === procMagic) throw this.#outside();
    const target = readLink(entryOf(folder, name));
    if (target === undefined) {
      this.#names.push(name);
    } else if (target.startsWith('/')) {
      this.#leave();
      this.#begin([...namesOf(target), ...this.#names.reverse()], []);
    } else {
      this.#names.push(...namesOf(target).reverse());
    }
  }
}

/**
 * The path of an entry of an open folder. It is resolved as openat(2) does it: the kernel goes straight to the folder,
 * wherever it has been moved to.
 */
function entryOf(folder: number, name: ByteString): Buffer {
  return toBuffer(`/proc/thread-self/fd/${folder}/${name}`);
}

/** The text of a link; undefined if something else is there by now. */
function readLink(path: Buffer): ByteString | undefined {
  try {
    return toByteString(readlinkSync(path, { encoding: 'buffer' }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EINVAL') return undefined;
    throw error;
  }
}
