import type { ByteString } from '../basics/byte-string.ts';
import type { ImageFormat } from '../node/image-format.ts';

/** An open chain: its layers from the top down, the index of each being its depth. */
export interface Chain {
  /** The name (or option string) that it was opened by, as it was given. */
  readonly name: ByteString;
  readonly layers: readonly ImageFormat[];
  /** Closes every file. */
  close(): void;
}
