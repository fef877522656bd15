import { FileView, type ViewParts } from '../../file/file-view.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { errnoError } from '../../file/system-error.ts';
import { Unreadable } from '../../file/unreadable.ts';
import type { Snapshot } from '../../node/node.ts';

/** The number of the error `Permission denied`, which is that of bytes that a snapshot doesn't have. */
export const notKept = 13;

/** The number of the error `Operation not supported`, which is that of a node without a snapshot. */
export const notSupported = 95;

/** The bytes of the snapshot of a node. */
export class SnapshotFile extends FileView {
  readonly lengthError: number | undefined;
  readonly #snapshot: Snapshot | undefined;

  /**
   * @param snapshot undefined: the node keeps none
   * @param lengthError that of the node, of which qemu takes the length unasked
   */
  constructor(
    below: ImageFile,
    parts: ViewParts,
    snapshot: Snapshot | undefined,
    lengthError: number | undefined,
  ) {
    super(below, parts);
    this.#snapshot = snapshot;
    this.lengthError = lengthError;
  }

  /** @throws MapError `unreadable` */
  override readInto(bytes: Uint8Array, offset: number): void {
    const { lengthError } = this;
    if (lengthError !== undefined && lengthError > 0)
      throw new Unreadable(this.name, offset, errnoError(lengthError));
    // qemu gives the zeros behind the end itself, and asks no driver for them.
    if (lengthError !== undefined || offset >= this.length) {
      bytes.fill(0);
      return;
    }
    const end = Math.min(offset + bytes.length, this.length);
    if (this.#snapshot === undefined) throw new Unreadable(this.name, offset, errnoError(notSupported));
    if (offset < end && !this.#snapshot.keeps(offset, end)) {
      throw new Unreadable(this.name, offset, errnoError(notKept));
    }
    super.readInto(bytes, offset);
  }

  /** What is done with a snapshot isn't done with the node. */
  override checkLocks(): void {}
}
