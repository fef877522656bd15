import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import { type DirtyBitmap, joinedAreas } from '../node/dirty-bitmap.ts';
import type { ImageFormat } from '../node/image-format.ts';
import type { NbdBlock } from './nbd-block.ts';

const clean = 0;
const dirty = 1;

/** A chain, of which no more than this is asked. */
interface Layers {
  readonly layers: readonly Pick<ImageFormat, 'virtualSize' | 'supportsBacking' | 'dirtyBitmaps'>[];
}

/**
 * The blocks of a dirty bitmap: that of the topmost layer that has one of this name. What lies past the end of the layer is
 * clean.
 *
 * @throws Refusal in the words of qemu-nbd
 */
export function* dirtyBlocks(chain: Layers, name: ByteString): Generator<NbdBlock, void, undefined> {
  const bitmap = bitmapOf(chain, name);
  const size = chain.layers[0]!.virtualSize;
  let reached = 0;
  for (const { start, end } of joinedAreas(bitmap.areas())) {
    if (start >= size) break;
    if (start > reached) yield { start: reached, length: start - reached, value: clean };
    reached = Math.min(end, size);
    yield { start, length: reached - start, value: dirty };
  }
  if (reached < size) yield { start: reached, length: size - reached, value: clean };
}

/**
 * The bitmap of the topmost layer that has one of this name.
 *
 * @throws Refusal in the words of qemu-nbd
 */
export function bitmapOf({ layers }: Layers, name: ByteString): DirtyBitmap {
  for (const { dirtyBitmaps = [], supportsBacking } of layers) {
    const bitmap = dirtyBitmaps.find(known => known.name === name);
    if (bitmap?.isInconsistent === true) {
      throw new Refusal(`Bitmap '${name}' is inconsistent and cannot be used`);
    }
    if (bitmap !== undefined) return bitmap;
    if (!supportsBacking) break;
  }
  throw new Refusal(`Bitmap '${name}' is not found`);
}
