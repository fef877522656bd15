import { closeSync, existsSync, openSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { MapError } from '../../../basics/error.ts';
import { Confined, type Referrer } from '../../../file/confined.ts';
import { systemError } from '../../../file/system-error.ts';
import { inDirectory } from '../paths/path-names.ts';
import { realPath } from '../paths/real-path.ts';
import { type AllowedFolder, findAllowedFolder } from './allowed-folder.ts';
import { ConfinedWalk } from './confined-walk.ts';

/** The most bytes of a path that Linux takes. */
const longestPath = 4095;

/** The folders in which files may be opened. src/map/README.md says what is promised. */
export class Confinement {
  readonly #folders: readonly AllowedFolder[];

  /**
   * @param folders absolute paths; links in them are followed now
   * @throws MapError `bad-folder` if one of them is no absolute path of a folder, or on a system where files can't be
   * opened by their descriptors
   */
  constructor(folders: readonly string[]) {
    if (!existsSync('/proc/thread-self/fd')) {
      throw new MapError(
        'bad-folder',
        'allowed folders need /proc/thread-self/fd of Linux, which is not here',
        {
          next: 'Map the image where /proc is mounted.',
        },
      );
    }
    this.#folders = folders.map(findAllowedFolder);
  }

  /**
   * Opens a file. The walk to it ends at a descriptor, and the file is opened by that one. So no name is looked up again
   * between check and use.
   *
   * @param directory the folder that a relative name starts from; absent: the working directory
   * @param flags those of open(2)
   * @param referrer what names the file, for the error
   * @returns the descriptor
   * @throws Confined if the name leads out of the folders at any step, whatever is there
   * @throws the error of the system otherwise
   */
  open(name: ByteString, directory: ByteString | undefined, flags: number, referrer: Referrer): number {
    if (name === '') throw systemError('ENOENT');
    if (inDirectory(name, directory).length > longestPath) throw systemError('ENAMETOOLONG');
    const start = name.startsWith('/') ? '/' : realPath(directory ?? '.');
    const found = new ConfinedWalk(this.#folders, () => new Confined(name, referrer)).to(name, start);
    try {
      return openSync(`/proc/thread-self/fd/${found}`, flags);
    } finally {
      closeSync(found);
    }
  }
}
