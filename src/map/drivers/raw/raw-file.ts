import { FileView, type ViewParts } from '../../file/file-view.ts';
import type { ImageFile } from '../../file/image-file.ts';

/** The bytes of a raw node. Each read is an event for the node below. */
export class RawFile extends FileView {
  readonly #file: ImageFile;

  constructor(below: ImageFile, parts: ViewParts) {
    super(below, parts);
    this.#file = below;
  }

  override readInto(bytes: Uint8Array, offset: number): void {
    if (offset < this.length) this.#file.onEvent?.('read_aio');
    super.readInto(bytes, offset);
  }
}
