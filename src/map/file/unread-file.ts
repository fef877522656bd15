import type { ByteString } from '../basics/byte-string.ts';
import { Unsupported } from '../basics/error.ts';
import type { ImageFile, NodeDescription, Segment } from './image-file.ts';

/** What an image of a format would give a format above it to read, which is not done here. */
export class UnreadFile implements ImageFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly description: NodeDescription;
  readonly length: number;
  readonly allocated: number | undefined;
  readonly identity: string;
  readonly knowsHoles = false;
  readonly #format: string;

  /**
   * @param format the name of its driver
   * @param length its virtual size, in bytes
   */
  constructor(format: string, file: ImageFile, length: number) {
    this.#format = format;
    this.name = file.name;
    this.path = file.path;
    this.description = { driver: format, file: file.description };
    this.length = length;
    this.allocated = file.allocated;
    this.identity = file.identity;
  }

  read(): never {
    throw new Unsupported(`reading an image that lies in an image of format ${this.#format}`);
  }

  readInto(): never {
    return this.read();
  }

  segmentAt(): Segment {
    return this.read();
  }

  checkLocks(): void {
    // The image below has checked those of its own file.
  }
}
