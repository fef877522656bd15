import { FileView, type ViewParts } from './file-view.ts';
import type { ImageFile } from './image-file.ts';
import { errnoError } from './system-error.ts';
import { Unreadable } from './unreadable.ts';

/** The bytes of a node of which every read fails with one error. */
export class FailingFile extends FileView {
  readonly #errno: number;

  constructor(below: ImageFile, parts: ViewParts, errno: number) {
    super(below, parts);
    this.#errno = errno;
  }

  /** @throws MapError `unreadable` */
  override readInto(_bytes: Uint8Array, offset: number): never {
    throw new Unreadable(this.name, offset, errnoError(this.#errno));
  }
}
