import type { ByteString } from '../basics/byte-string.ts';
import { closed } from '../basics/closed.ts';
import type { ImageFormat } from '../node/image-format.ts';

/** An open chain. The index of a layer is its depth: 0 is the top. */
export interface Chain {
  /** The name or option string that it was opened by. */
  readonly name: ByteString;
  readonly layers: readonly ImageFormat[];
  /** Holes of files counted as data, because koffi can't be loaded. */
  readonly missedHoles: boolean;
  /** All files are closed: nothing can be read any more. */
  readonly isClosed: boolean;
  /**
   * Says what qemu-img says when it closes the images; for once, and while they are open.
   *
   * @throws Unsupported
   */
  sayLast(): void;
  /** Closes all files. Further calls do nothing. */
  close(): void;
}

/** What people are told where `missedHoles`. */
export const missedHolesText =
  "holes in files count as data, because koffi can't be loaded. Install it: npm install koffi.";

/** @throws MapError `closed` */
export function requireOpen({ isClosed }: Chain): void {
  if (isClosed) throw closed();
}
