import type { ImageFormat } from '../../../../map/node/image-format.ts';

/** Blocks of equal size for an image whose chunks are of several sizes. */
export interface ChunkBlocks {
  /** Bytes of a block. */
  readonly unit: number;
  /** Whether each chunk is whole blocks. */
  readonly isExact: boolean;
}

/** Blocks that are drawn: each is a chunk of its own in the picture, whose file has to be written. */
const mostBlocks = 16_384;
const leastUnit = 512;
/** The largest block of the notation. */
const mostUnit = 2 ** 26;
/** Bytes of a block where one chunk is all of the image. */
const usualUnit = 2 ** 16;

/**
 * The largest blocks that no chunk of an image divides, or the least of which there are not too many. Undefined: there are too many
 * of the largest ones.
 */
export function chunkBlocksOf(image: ImageFormat): ChunkBlocks | undefined {
  const { virtualSize } = image;
  let least = leastUnit;
  while (virtualSize / least > mostBlocks) least *= 2;
  if (least > mostUnit) return undefined;
  let unit = mostUnit;
  let chunks = 0;
  for (let next = 0; next < virtualSize; chunks++) {
    while (next % unit !== 0) unit /= 2;
    if (unit < least) return { unit: least, isExact: false };
    const { bytes, byte } = image.explain(BigInt(next))!.unit;
    next += bytes - byte;
  }
  return { unit: chunks > 1 ? unit : Math.max(least, usualUnit), isExact: true };
}
