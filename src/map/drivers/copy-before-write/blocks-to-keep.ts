import { Abort, Refusal } from '../../basics/error.ts';
import type { Node, Snapshot } from '../../node/node.ts';
import type { Opening } from '../../node/opening.ts';
import { withSizeError } from '../../node/size-error.ts';
import type { NamedBitmap } from './named-bitmap.ts';

/** What a filter copies, and to where. */
interface Copy {
  readonly file: Node;
  readonly target: Node;
  /** The option min-cluster-size, in bytes. */
  readonly least: bigint;
  /** Only what is dirty in it is copied; absent: everything. */
  readonly bitmap?: NamedBitmap;
}

/** The bytes that are copied at once if nothing wants more. */
const usualBlock = 65536n;

const prefix = 'Cannot create block-copy-state: ';

/**
 * The blocks of which the state is kept, by the option `bitmap` and the size of the blocks that are copied at once
 * (block_copy_state_new).
 *
 * @throws Refusal, Abort
 */
export function blocksToKeep({ file, target, least, bitmap }: Copy, opening: Opening): Snapshot['keeps'] {
  const block = blockSizeOf(target, least, opening);
  const [image] = file.layers;
  if (image!.sizeError !== undefined) {
    throw new Refusal(withSizeError(`${prefix}could not get length of device`, image!.sizeError));
  }
  if (BigInt.asUintN(32, block) !== block) {
    throw new Abort(
      'copy-before-write copies blocks of 4 GiB or more',
      'Give it a smaller min-cluster-size.',
    );
  }
  if (bitmap === undefined) return () => true;
  checkBitmap(bitmap, image!.virtualSize);
  return keepsDirty(bitmap, Number(block));
}

function blockSizeOf(target: Node, least: bigint, { profile, notice }: Opening): bigint {
  if (least > (1n << 63n) - 1n) {
    throw new Refusal(`${prefix}min-cluster-size too large: ${least} > ${(1n << 63n) - 1n}`);
  }
  if ((least & (least - 1n)) !== 0n) throw new Refusal(`${prefix}min-cluster-size needs to be a power of 2`);
  const wanted = least > usualBlock ? least : usualBlock;
  const clusterSize = clusterSizeOf(target);
  if (clusterSize !== undefined) return BigInt(clusterSize) > wanted ? BigInt(clusterSize) : wanted;
  notice(
    "qemu-img: warning: The target block device doesn't provide information about the block size and it doesn't " +
      `have a backing file. ${profile.blockSizeWarning(wanted)}, the backup may be unusable\n`,
  );
  return wanted;
}

/** The cluster size of a node in bytes, 0 if it has no clusters; undefined if qemu can't tell. */
function clusterSizeOf({ driver, layers, writesTo }: Node): number | undefined {
  if (driver.hidesClusterSize === true) return undefined;
  const [below] = writesTo ?? [];
  return below === undefined ? (layers[0]!.clusterSize ?? 0) : clusterSizeOf(below);
}

function checkBitmap({ bitmap: { name, isInconsistent }, size }: NamedBitmap, wanted: number): void {
  const merging = `${prefix}Failed to merge bitmap '${name}' to internal copy-bitmap: `;
  if (isInconsistent) {
    throw new Refusal(`${merging}Bitmap '${name}' is inconsistent and cannot be used`, [
      'Try block-dirty-bitmap-remove to delete this bitmap from disk',
    ]);
  }
  if (size === wanted) return;
  throw new Refusal(
    `${merging}Bitmaps are of different sizes (destination size is ${wanted}, source size is ${size}) and can't be merged`,
  );
}

function keepsDirty({ bitmap }: NamedBitmap, block: number): Snapshot['keeps'] {
  const kept: { start: number; end: number }[] = [];
  for (const { start, end } of bitmap.areas()) {
    const first = start - (start % block);
    const last = Math.ceil(end / block) * block;
    const before = kept.at(-1);
    if (before !== undefined && first <= before.end) before.end = last;
    else kept.push({ start: first, end: last });
  }
  return (start, end) => kept.some(area => start >= area.start && end <= area.end);
}
