import type { ByteString } from '../basics/byte-string.ts';
import { Unsupported } from '../basics/error.ts';
import type { ImageFile, NodeDescription, Segment } from './image-file.ts';

/** The content of an image, for a format above it (raw over qcow2 over a file). Its bytes can't be read here. */
export class UnreadableContent implements ImageFile {
  readonly name: ByteString;
  readonly path: ByteString;
  readonly noFolder: string | undefined;
  readonly description: NodeDescription;
  readonly length: number;
  readonly allocated: number | undefined;
  readonly identity: string;
  readonly knowsHoles = false;
  readonly #format: string;

  /**
   * @param format the driver of the image
   * @param file the file of the image
   * @param length the virtual size of the image, in bytes
   */
  constructor(format: string, file: ImageFile, length: number) {
    this.#format = format;
    this.name = file.name;
    this.path = file.path;
    this.noFolder = file.noFolder;
    this.description = { driver: format, file: file.description };
    this.length = length;
    this.allocated = file.allocated;
    this.identity = file.identity;
  }

  /** @throws Unsupported */
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
    // The image has checked the locks of its own file.
  }
}
