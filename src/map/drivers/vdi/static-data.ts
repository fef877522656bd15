import { FileView } from '../../file/file-view.ts';
import type { ImageFile, Segment } from '../../file/image-file.ts';
import { blockBytes } from './vdi-header.ts';

/** The data of a static image. qemu asks for the holes of each block by itself, so a request that fails makes data of one block. */
export class StaticData extends FileView {
  readonly #dataOffset: number;

  /** @param dataOffset where the first block begins, in bytes */
  constructor(file: ImageFile, dataOffset: number) {
    const { length, name, description } = file;
    super(file, { offset: 0, length, name, description });
    this.#dataOffset = dataOffset;
  }

  override segmentAt(offset: number, limit: number): Segment {
    const found = super.segmentAt(offset, limit);
    if (found.isFailed !== true) return found;
    const block = Math.floor((offset - this.#dataOffset) / blockBytes);
    return { ...found, end: Math.min(found.end, this.#dataOffset + (block + 1) * blockBytes) };
  }
}
