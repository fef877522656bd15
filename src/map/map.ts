import { checkWindow } from './arguments.ts';
import { type Chain, requireOpen } from './chain/chain.ts';
import { type Extent, extentOf } from './extent.ts';
import { chainOf, type Image } from './image.ts';
import type { Profile } from './profile/profile.ts';
import { Extents } from './status/extents.ts';
import { type Range, rangeOf, type Window } from './status/window.ts';

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
