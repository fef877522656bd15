import type { ByteString } from '../../basics/byte-string.ts';
import type { ImageFile, NodeDescription, Segment } from '../../file/image-file.ts';

/** The content of a null node. Without `read-zeroes` qemu leaves the memory of a read as it is; here it is zeros. */
export class NullFile implements ImageFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly description: NodeDescription;
  readonly length: number;
  readonly allocated = 0;
  readonly identity: string;
  readonly knowsHoles = true;

  /** @param length bytes */
  constructor(name: ByteString, description: NodeDescription, length: number) {
    this.name = name;
    this.path = name;
    this.description = description;
    this.length = length;
    this.identity = name;
  }

  read(_offset: number, length: number): Buffer {
    return Buffer.alloc(length);
  }

  readInto(bytes: Buffer): void {
    bytes.fill(0);
  }

  segmentAt(): Segment {
    return { hole: true, end: Number.POSITIVE_INFINITY };
  }

  checkLocks(): void {
    // There is no file to lock.
  }
}
