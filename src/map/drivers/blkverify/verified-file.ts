import { Bytes } from '../../basics/bytes.ts';
import { SuddenEnd } from '../../basics/error.ts';
import { FileView, type ViewParts } from '../../file/file-view.ts';
import type { ImageFile, LockedUse } from '../../file/image-file.ts';
import { errorNumber } from '../../file/strerror.ts';
import { Unreadable } from '../../file/unreadable.ts';

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

  /** What is done with the node is done with both. */
  override checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void {
    super.checkLocks(used, unshared);
    this.#test.checkLocks(used, unshared);
  }

  /**
   * @throws SuddenEnd if the bytes differ, or if one node can't be read as the other can
   * @throws MapError `unreadable` if both fail alike; up to 7.2 qemu compares what is in memory then
   */
  override readInto(bytes: Uint8Array, offset: number): void {
    const length = Math.max(0, Math.min(bytes.length, this.length - offset));
    const tested = new Bytes(length);
    const raw = failureOf(() => super.readInto(bytes, offset));
    const test = failureOf(() => this.#test.readInto(tested, offset));
    const [found, expected] = [resultOf(test), resultOf(raw)];
    if (found !== expected) {
      throw new SuddenEnd(
        `blkverify: read offset=${offset} bytes=${length} return value mismatch ${found} != ${expected}`,
      );
    }
    if (raw !== undefined) throw raw;
    const same = tested.equals(bytes.subarray(0, length));
    if (same) return;
    const first = offset + tested.findIndex((byte, index) => byte !== bytes[index]);
    throw new SuddenEnd(
      `blkverify: read offset=${offset} bytes=${length} contents mismatch at offset ${first}`,
    );
  }
}

function failureOf(read: () => void): Unreadable | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

/** What a read returns in qemu: 0, or an error below 0. */
function resultOf(failure: Unreadable | undefined): number {
  return failure === undefined ? 0 : -errorNumber(failure.reason);
}
