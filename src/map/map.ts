import { checkWindow } from './arguments.ts';
import { toText } from './basics/byte-string.ts';
import { type Chain, requireOpen } from './chain/chain.ts';
import { chainOf, type Image } from './image.ts';
import type { Profile } from './profile/profile.ts';
import { Extents } from './status/extents.ts';
import { type Range, rangeOf, type Window } from './status/window.ts';

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

/**
 * The extents of an image, merged as qemu-img merges them. They are found in batches while the iterator advances, and
 * follow each other without a gap. Each call walks anew; several walks of one image may go on at a time.
 *
 * @param window the guest bytes to map; absent: all of them. An empty window has no extents
 * @throws MetadataError (code `bad-metadata`) at damage, after the complete extents before it
 * @throws Abort (code `qemu-aborts`) if qemu-img aborts: the last sector of a raw image ends past its file
 * @throws MapError with code `unreadable` if the system can't read a file, with code `closed` if the image is closed, also
 * while the iterator is in use, with code `bad-argument` at once if an argument is not what it must be
 */
export function map(image: Image, window: Partial<Window> = {}): Generator<Extent, void, undefined> {
  checkWindow(window);
  const { start = 0n, length } = window;
  const chain = chainOf(image);
  const range = rangeOf({ start, ...(length !== undefined && { length }) }, chain.layers[0]!.virtualSize);
  return extentsOf(chain, range, image.profile);
}

function* extentsOf(chain: Chain, range: Range, profile: Profile): Generator<Extent, void, undefined> {
  requireOpen(chain);
  if (range.start >= range.end) return;
  const extents = new Extents(chain, range, profile);
  try {
    while (extents.more()) {
      for (let index = 0; index < extents.count; index++) {
        yield extentOf(chain, extents, index);
        requireOpen(chain);
      }
    }
  } finally {
    extents.close();
  }
}

function extentOf(chain: Chain, extents: Extents, index: number): Extent {
  const extent = { start: extents.start(index), length: extents.length(index), ...extents.flags(index) };
  const offset = extents.offset(index);
  if (offset === undefined) return extent;
  return { ...extent, offset, file: toText(chain.layers[extent.depth]!.dataFile.name) };
}
