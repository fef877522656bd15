import { mappedSize } from '../recipe/mapped-size.ts';
import type { DirtyBitmap, Layer } from '../recipe/recipe.ts';
import type { ModelBlock } from './nbd.ts';
import { type Refusal, refusal } from './refusal.ts';

/** What nbdinfo must print for a dirty bitmap. */
interface BitmapBlocks {
  readonly kind: 'blocks';
  readonly blocks: readonly ModelBlock[];
}

/**
 * The blocks that nbdinfo must print for a dirty bitmap of the `layers` of a chain, top first. The topmost that has one of this name
 * answers for an image of `size` bytes; what is past its own end is clean. qemu-nbd refuses a bitmap in use, and a name that
 * no layer has.
 */
export function bitmapBlocks(layers: readonly Layer[], name: string, size: bigint): BitmapBlocks | Refusal {
  for (const layer of layers) {
    const bitmap = layer.bitmaps?.find(candidate => candidate.name === name);
    if (bitmap === undefined) continue;
    return bitmap.inUse ? refusal : { kind: 'blocks', blocks: blocksOf(layer, bitmap, size) };
  }
  return refusal;
}

function blocksOf(layer: Layer, bitmap: DirtyBitmap, size: bigint): ModelBlock[] {
  const granule = BigInt(bitmap.granularity);
  const ownEnd = mappedSize(layer);
  const end = size < ownEnd ? size : ownEnd;
  const blocks: ModelBlock[] = [];
  const add = (to: bigint, value: number): void => {
    const last = blocks.at(-1);
    const start = last === undefined ? 0n : last.start + last.length;
    if (to <= start) return;
    if (last?.value === value) blocks[blocks.length - 1] = { ...last, length: to - last.start };
    else blocks.push({ start, length: to - start, value });
  };
  let bit = 0n;
  for (const { state, count } of bitmap.cells) {
    bit += BigInt(count);
    const to = bit * granule;
    add(to < end ? to : end, state === 'data' || state === 'data-hole' ? 1 : 0);
  }
  add(size, 0);
  return blocks;
}
