import { isSince, type ModelExtent } from './extent.ts';

/** The contexts that say what is allocated. */
export type AllocationContext = 'base:allocation' | 'qemu:allocation-depth';

/** One block that nbdinfo must print, in guest bytes. */
export interface ModelBlock {
  readonly start: bigint;
  readonly length: bigint;
  readonly value: number;
}

/**
 * The blocks that nbdinfo must print for the `pieces` of a whole chain, served by qemu-nbd of `version`. `layers` is
 * the number of layers.
 */
export function nbdBlocks(
  pieces: readonly ModelExtent[],
  layers: number,
  context: AllocationContext,
  version: string,
): ModelBlock[] {
  const blocks: ModelBlock[] = [];
  for (const piece of pieces) {
    if (piece.length === 0n) continue;
    const owner = ownerOf(piece, layers);
    const value = context === 'qemu:allocation-depth' ? owner : baseValue(piece, owner, version);
    const last = blocks.at(-1);
    if (last?.value === value) blocks[blocks.length - 1] = { ...last, length: last.length + piece.length };
    else blocks.push({ start: piece.start, length: piece.length, value });
  }
  return blocks;
}

/**
 * The layer that allocates the piece; 1 is the top, 0 is none. If map reports an absent piece above another layer, that
 * layer is too short, and counts as the owner.
 */
function ownerOf({ present, depth }: ModelExtent, layers: number): number {
  if (present) return depth + 1;
  return depth + 1 < layers ? depth + 2 : 0;
}

/** Bit 0 marks a hole, bit 1 zeros. Up to 5.2 a hole is what no layer allocates, since 6.0 what has no data. */
function baseValue({ data, zero }: ModelExtent, owner: number, version: string): number {
  const hole = isSince(version, 6, 0) ? !data : owner === 0;
  return (hole ? 1 : 0) + (zero ? 2 : 0);
}
