import { closeSync, constants, openSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ByteString, toBuffer, toByteString, toText } from '../basics/byte-string.ts';
import { MapError } from '../basics/error.ts';

/** What names a file, for messages: `the backing file of top.qcow2`. */
export type Referrer = string;

/** The error of a file that lies outside of the allowed folders. */
export class Confined extends MapError {
  override readonly name: string = 'Confined';
  /** The name of the file, as it was written. */
  readonly reference: string;
  /** What names the file. */
  readonly referrer: Referrer;

  constructor(reference: ByteString, referrer: Referrer) {
    super('confined', `${referrer}, '${toText(reference)}', is outside of the allowed folders`, {
      next: 'If you trust the image, allow its folder too.',
    });
    this.reference = toText(reference);
    this.referrer = referrer;
  }
}

/**
 * A flag of Linux that Node has no name for. The descriptor says where the file is, and opening it has no effect on the
 * file.
 */
const O_PATH = 0o10000000;

/**
 * The folders in which files may be opened. Each file is first opened with O_PATH, which follows links and `..` but has
 * no effect on the file. The kernel then says where the file is, and if it is allowed it is opened for reading through
 * /proc/self/fd. No name is looked up again between check and use.
 */
export class Confinement {
  readonly #folders: readonly ByteString[];

  /**
   * @param folders absolute, or relative to the working directory; links in them are followed now
   * @throws MapError `bad-folder` if one of them doesn't exist
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
   * Opens `path`.
   *
   * @param flags those of open(2)
   * @param reference the name as it was written, for the error
   * @param referrer what names the file, for the error
   * @returns the descriptor
   * @throws Confined if the file lies outside of the folders, whether it exists or not
   * @throws the error of the system otherwise
   */
  open(path: Buffer, flags: number, reference: ByteString, referrer: Referrer): number {
    let found: number;
    try {
      found = openSync(path, O_PATH | constants.O_NONBLOCK);
    } catch (error) {
      // An image must not find out which files exist outside.
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

/** The real path of the deepest folder of `path` that exists. */
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
