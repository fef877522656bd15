import type { Extent } from './extent.ts';
import { type PlacedExtent, placeExtent } from './placed-extent.ts';
import { sectorBytes } from './sectors.ts';

/** The extents of an image as they follow each other. */
export interface Placement {
  readonly extents: readonly PlacedExtent[];
  /** Where the last one ends, in sectors: a signed number of 64 bits, which can overflow. */
  readonly sectors: bigint;
}

/**
 * Places extents one after the other. qemu takes the first extent that ends after an offset, so an extent that ends where one
 * before it has ended answers nothing.
 */
export function placeExtents(extents: readonly Extent[]): Placement {
  const places: { readonly extent: Extent; readonly start: bigint; readonly end: bigint }[] = [];
  let sectors = 0n;
  for (const extent of extents) {
    const start = sectors;
    sectors = BigInt.asIntN(64, start + extent.sectors);
    if (sectors > (places.at(-1)?.end ?? 0n)) places.push({ extent, start, end: sectors });
  }
  const placed = places.map(({ extent, start, end }, index) =>
    placeExtent(extent, {
      start: Number(start) * sectorBytes,
      end: Number(end) * sectorBytes,
      // Extents in files of one name merge.
      file: places.findIndex(other => other.extent.file.name === extent.file.name),
      isLast: index === places.length - 1,
    }),
  );
  return { extents: placed, sectors };
}
