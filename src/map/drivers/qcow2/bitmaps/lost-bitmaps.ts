import { type ByteString, toText } from '../../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../../basics/error.ts';
import type { Notice } from '../../../basics/notice.ts';

/** The node of an image with bitmaps. */
export interface BitmapsNode {
  /** The option `node-name`; undefined: qemu makes one up. */
  readonly nodeName: ByteString | undefined;
  /** The name of the file. */
  readonly fileName: ByteString;
  readonly notice: Notice;
}

/**
 * Says that the bitmap directory can't be read, if that is so. qemu reads it when it closes an active image, to store what the bitmaps
 * have become; of an image that it only reads, too (5.2 to 11.1).
 *
 * @param reread reads the directory, and throws a Refusal if it can't
 * @throws Unsupported where the text has a name that qemu makes up
 */
export function sayLostBitmaps(reread: () => void, { nodeName, fileName, notice }: BitmapsNode): void {
  try {
    reread();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (nodeName === undefined) {
      const feature = "a bitmap directory that can't be read at the end, in a node without a node-name,";
      throw new Unsupported(feature, toText(fileName));
    }
    notice(`qemu-img: Lost persistent bitmaps during inactivation of node '${nodeName}': ${error.text}\n`);
  }
}
