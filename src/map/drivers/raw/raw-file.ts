import { FileView, type ViewParts } from '../../file/file-view.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { systemError } from '../../file/system-error.ts';
import { Unreadable } from '../../file/unreadable.ts';

/** The part of a file that a raw node shows. */
interface RawParts extends ViewParts {
  /** The option `size` is given. */
  readonly isLimited: boolean;
}

/** The bytes of a raw node. Each read is an event for the node below. */
export class RawFile extends FileView {
  readonly #file: ImageFile;
  readonly #isLimited: boolean;

  constructor(below: ImageFile, { isLimited, ...parts }: RawParts) {
    super(below, parts);
    this.#file = below;
    this.#isLimited = isLimited;
  }

  /** @throws Unreadable if no byte at all is read behind the limit: any other read has what is behind the end cut off (5.2 to 11.1) */
  override readInto(bytes: Uint8Array, offset: number): void {
    if (this.#isLimited && bytes.length === 0 && offset > this.length)
      throw new Unreadable(this.name, offset, systemError('EINVAL'));
    if (offset < this.length) this.#file.onEvent?.('read_aio');
    super.readInto(bytes, offset);
  }
}
