import { closeSync, constants, openSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ByteString, toBuffer, toByteString, toText } from '../basics/byte-string.ts';
import { MapError } from '../basics/error.ts';

/** Who names a file, for the refusal: `the backing file of top.qcow2`. */
export type Referrer = string;

/** A file lies outside of the folders that may be followed. */
export class Confined extends MapError {
  override readonly name: string = 'Confined';
  /** The name as it was written. */
  readonly reference: string;
  /** What named it. */
  readonly referrer: Referrer;

  constructor(reference: ByteString, referrer: Referrer) {
    super('confined', `${referrer}, '${toText(reference)}', is outside of the folders that may be followed`, {
      next: 'Allow its folder if you trust the image; otherwise leave the image alone.',
    });
    this.reference = toText(reference);
    this.referrer = referrer;
  }
}

/** Of Linux; node has no name for it. What is opened so can be asked where it is, and nothing happens to it. */
const O_PATH = 0o10000000;

/**
 * The folders that names in images may lead into. Every file is first opened with O_PATH, which follows links and
 * `..` but has no effect on what it finds; the kernel says where that is, and only what it is then is opened anew,
 * through /proc/self/fd: between the check and the use no name is looked up again.
 */
export class Confinement {
  readonly #folders: readonly ByteString[];

  /**
   * @param folders absolute or relative to the working directory; links in them are followed now
   * @throws MapError `bad-folder`
   */
  constructor(folders: readonly string[]) {
    this.#folders = folders.map(folder => {
      try {
        return toByteString(realpathSync(folder, { encoding: 'buffer' }));
      } catch (cause) {
        throw new MapError('bad-folder', `cannot find the folder ${folder}`, {
          next: 'Name a folder that exists.',
          cause,
        });
      }
    });
  }

  /**
   * Opens `path` for reading.
   *
   * @param reference the name as it was written, and `referrer` who wrote it, for the refusal
   * @throws Confined, or what opening a file throws
   */
  open(path: Buffer, flags: number, reference: ByteString, referrer: Referrer): number {
    let found: number;
    try {
      found = openSync(path, O_PATH | constants.O_NONBLOCK);
    } catch (error) {
      // Whether a file outside exists is nobody's business either.
      if (!this.#holds(nearestFolder(path))) throw new Confined(reference, referrer);
      throw error;
    }
    try {
      const handle = `/proc/self/fd/${found}`;
      if (!this.#holds(toByteString(readlinkSync(handle, { encoding: 'buffer' })))) {
        throw new Confined(reference, referrer);
      }
      return openSync(handle, flags);
    } finally {
      closeSync(found);
    }
  }

  #holds(path: ByteString): boolean {
    return this.#folders.some(folder => path === folder || path.startsWith(folder.replace(/\/?$/, '/')));
  }
}

/** Where the deepest folder of `path` that there is really lies. */
function nearestFolder(path: Buffer): ByteString {
  let folder = toByteString(path);
  for (;;) {
    folder = dirname(folder);
    try {
      return toByteString(realpathSync(toBuffer(folder), { encoding: 'buffer' }));
    } catch {
      if (folder === '/' || folder === '.') return '/';
    }
  }
}
