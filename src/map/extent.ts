import { toText } from './basics/byte-string.ts';
import type { Chain } from './chain/chain.ts';
import { fileOfRun } from './node/image-format.ts';
import type { Extents } from './status/extents.ts';

/** A range of guest bytes that one layer decides. The fields are those of `qemu-img map --output=json`. */
export interface Extent {
  /** The first guest byte. */
  readonly start: bigint;
  /** In bytes, at least 1. */
  readonly length: bigint;
  /** The index of the layer that decides, or of the last layer that was looked at if no layer allocates the range. */
  readonly depth: number;
  /** The layer at `depth` allocates the range, as data or as zeros. False: it reads as zeros because no layer does. */
  readonly present: boolean;
  /** The range reads as zeros. */
  readonly zero: boolean;
  /** The layer has data for the range. Together with `zero`: the data lies in a hole of the host file. */
  readonly data: boolean;
  /** The data is compressed. */
  readonly compressed: boolean;
  /** Where `start` lies in `file`, in bytes; absent if the range has no place there. */
  readonly offset?: bigint;
  /** The file that `offset` refers to: that of the layer, or its data file. Absent together with `offset`. */
  readonly file?: string;
}

/** The extent at `index` of the current batch. */
export function extentOf(chain: Chain, extents: Extents, index: number): Extent {
  const extent = { start: extents.start(index), length: extents.length(index), ...extents.flags(index) };
  const offset = extents.offset(index);
  if (offset === undefined) return extent;
  return {
    ...extent,
    offset,
    file: toText(fileOfRun(chain.layers[extent.depth]!, extents.file(index)).name),
  };
}
