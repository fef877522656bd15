import type { ByteString } from '../../basics/byte-string.ts';
import { Bytes } from '../../basics/bytes.ts';
import type { ImageFile, NodeDescription, Segment } from '../../file/image-file.ts';

/** What the options of a null node say; its length is in bytes, whole sectors. */
export interface NullTraits {
  readonly description: NodeDescription;
  readonly length: number;
  readonly readsZeros: boolean;
}

/** The content of a null node. Without `read-zeroes` qemu leaves the memory of a read as it is; here it is zeros. */
export class NullFile implements ImageFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly description: NodeDescription;
  readonly length: number;
  /** The option `read-zeroes`. */
  readonly readsZeros: boolean;
  readonly allocated = 0;
  readonly identity: string;
  readonly knowsHoles = true;

  constructor(name: ByteString, { description, length, readsZeros }: NullTraits) {
    this.name = name;
    this.path = name;
    this.description = description;
    this.length = length;
    this.readsZeros = readsZeros;
    this.identity = name;
  }

  read(_offset: number, length: number): Bytes {
    return new Bytes(length);
  }

  readInto(bytes: Uint8Array): void {
    bytes.fill(0);
  }

  /** Without `read-zeroes` its bytes aren't known to be zeros. */
  segmentAt(offset: number): Segment {
    if (this.readsZeros || offset >= this.length) return { hole: true, end: Number.POSITIVE_INFINITY };
    return { hole: false, end: this.length };
  }

  checkLocks(): void {
    // There is no file to lock.
  }
}
