import type { ByteString } from '../basics/byte-string.ts';
import type { ImageFormat } from '../node/image-format.ts';

/** An open chain. The index of a layer is its depth: 0 is the top. */
export interface Chain {
  /** The name or option string that it was opened by. */
  readonly name: ByteString;
  readonly layers: readonly ImageFormat[];
  /** Closes all files. */
  close(): void;
}
