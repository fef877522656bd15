import type { ByteString } from '../basics/byte-string.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { ImageFormat } from './image-format.ts';
import type { Driver } from '../drivers/find-driver.ts';

/** An open node of qemu's graph of drivers: a format, a filter or a protocol, with all that is below it. */
export interface Node {
  readonly driver: Driver;
  /** The name that its options gave it. */
  readonly nodeName?: ByteString;
  /** What map goes through, from the top down: the image, without filters, and its backing files. */
  readonly layers: readonly ImageFormat[];
  /** What a format above it reads. */
  readonly bytes: ImageFile;
  /** A plain file name leads to it: `bytes.name` is one. */
  readonly hasPlainName: boolean;
}
