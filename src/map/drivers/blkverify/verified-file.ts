import { SuddenEnd } from '../../basics/error.ts';
import { FileView, type ViewParts } from '../../file/file-view.ts';
import type { ImageFile } from '../../file/image-file.ts';

/** The bytes of a node, which are compared with those of another one whenever they are read. */
export class VerifiedFile extends FileView {
  readonly #test: ImageFile;

  constructor(raw: ImageFile, test: ImageFile, parts: ViewParts) {
    super(raw, parts);
    this.#test = test;
  }

  override get noFolder(): string {
    return 'Cannot generate a base directory for blkverify nodes';
  }

  /** @throws SuddenEnd if the bytes differ */
  override readInto(bytes: Uint8Array, offset: number): void {
    super.readInto(bytes, offset);
    const length = Math.max(0, Math.min(bytes.length, this.length - offset));
    const tested = this.#test.read(offset, length);
    const same = tested.equals(bytes.subarray(0, length));
    if (same) return;
    const first = offset + tested.findIndex((byte, index) => byte !== bytes[index]);
    throw new SuddenEnd(
      `blkverify: read offset=${offset} bytes=${length} contents mismatch at offset ${first}`,
    );
  }
}
