import { FileView, type ViewParts } from './file-view.ts';
import type { ImageFile } from './image-file.ts';
import { errnoError } from './system-error.ts';
import { Unreadable } from './unreadable.ts';

/** The bytes of a node of which every read fails with one error. What is behind its end reads as zeros, unless that fails too. */
export class FailingFile extends FileView {
  readonly #errno: number;
  readonly #behindEnd: 'zeros' | 'fails';

  constructor(below: ImageFile, parts: ViewParts, errno: number, behindEnd: 'zeros' | 'fails') {
    super(below, parts);
    this.#errno = errno;
    this.#behindEnd = behindEnd;
  }

  /** @throws MapError `unreadable` */
  override readInto(bytes: Uint8Array, offset: number): void {
    if (offset >= this.length && this.#behindEnd === 'zeros') {
      bytes.fill(0);
      return;
    }
    throw new Unreadable(this.name, offset, errnoError(this.#errno));
  }
}
