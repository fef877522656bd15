import { isSince, type ModelExtent } from './extent.ts';

/** The contexts that the model knows. */
export type ModelContext = 'base:allocation' | 'qemu:allocation-depth';

/** One block that nbdinfo must print, in bytes of the guest. */
export interface ModelBlock {
  readonly start: bigint;
  readonly length: bigint;
  readonly value: number;
}

/** What nbdinfo must print of `pieces` of a whole chain of so many layers that qemu-nbd of `version` serves. */
export function nbdBlocks(
  pieces: readonly ModelExtent[],
  layers: number,
  context: ModelContext,
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
 * The layer that has the piece, the top being 1; 0 is none. Where map says that nothing is there though a layer lies
 * below, that layer is too short, and has it.
 */
function ownerOf({ present, depth }: ModelExtent, layers: number): number {
  if (present) return depth + 1;
  return depth + 1 < layers ? depth + 2 : 0;
}

/** Bit 0 is a hole, bit 1 reads as zeros. Up to 5.2 a hole is what no layer has; since 6.0 what has no data. */
function baseValue({ data, zero }: ModelExtent, owner: number, version: string): number {
  const hole = isSince(version, 6, 0) ? !data : owner === 0;
  return (hole ? 1 : 0) + (zero ? 2 : 0);
}
