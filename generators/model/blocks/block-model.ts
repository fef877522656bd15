import { posix } from 'node:path';
import type { BlockFormat } from '../../recipe/blocks/block-format.ts';
import { kindOf } from '../../recipe/blocks/block-layer.ts';
import { extentsOf, type LayerExtent } from '../../recipe/blocks/extents.ts';
import { isEncryptedAsWhole } from '../../recipe/encrypted-as-whole.ts';
import { hasAttribute } from '../../recipe/formats.ts';
import { mappedSize } from '../../recipe/mapped-size.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { writerOf } from '../../write/writers.ts';
import type { Band } from '../band.ts';
import { isSince } from '../extent.ts';
import type { FormatModel } from '../format-model.ts';
import { isLocked, type Passwords, type Unlocking } from '../query/unlocking.ts';
import { byteString } from '../view.ts';
import { blockBands } from './block-bands.ts';
import { occupiedParts } from './occupied.ts';

/** The model of a block format. */
export function blockModel({
  unallocated,
  missingBefore,
  recordedFormat,
}: BlockFormat): FormatModel<BlockLayer> {
  return {
    unmodelled: (_, version) =>
      missingBefore === undefined || isSince(version, ...missingBefore)
        ? undefined
        : 'a format that some builds of this version lack',
    isRefused: (layer, { unlocking, keySecret, backing, dataFile }, passwords) =>
      (virtualSize(layer) === 0n && !kindOf(layer).opensEmpty) ||
      isLockedBlock(layer, unlocking, keySecret, passwords) ||
      (backing !== undefined && recordedFormat === undefined) ||
      dataFile !== undefined,
    view(layer, file, _, holeGranularity) {
      const length = mappedSize(layer);
      // Made only where map looks for holes: it takes longer than all the rest.
      const files = kindOf(layer).showsHoles
        ? writerOf(layer).files(layer, { name: null, format: null })
        : undefined;
      const bandsOf = (part: BlockLayer): Band[] => {
        if (files === undefined) return blockBands(part, undefined);
        const written = files.find(({ name }) => name === part.name)!;
        return blockBands(part, occupiedParts(written, holeGranularity));
      };
      const bands =
        kindOf(layer).hasExtents === true
          ? extentsOf(layer).flatMap(extent => bandsOf(extent.layer).map(band => placed(band, extent, file)))
          : bandsOf(layer);
      const told = layer.encryption === undefined ? bands : bands.map(withoutOffset);
      return { length, bands: whole[unallocated](told, length), file: byteString(file) };
    },
  };
}

/** Encrypted data can't be used in place: map reports no offset for it. */
function withoutOffset({ start, end, state }: Band): Band {
  return { start, end, state };
}

/** Whether a layer doesn't open with these options. Formats without encryption refuse its options. */
function isLockedBlock(
  layer: BlockLayer,
  unlocking: Unlocking,
  keySecret: string | undefined,
  passwords: Passwords,
): boolean {
  if (!isEncryptedAsWhole(layer) && hasAttribute(layer.format, 'encryption'))
    return isLocked(layer, unlocking, passwords);
  if (Object.keys(unlocking).length > 0) return true;
  return (
    layer.encryption !== undefined &&
    isLocked(layer, keySecret === undefined ? {} : { secret: keySecret }, passwords)
  );
}

/** A band of an extent in its layer, whose file is called `file`. Extents stand in the same folder. */
function placed(band: Band, { start, layer: { name } }: LayerExtent, file: string): Band {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const at = BigInt(start);
  const path = byteString(folder + posix.basename(name));
  return { ...band, start: band.start + at, end: band.end + at, file: path };
}

/** The bands of a whole layer, by what an unallocated block is. */
const whole: Readonly<
  Record<BlockFormat['unallocated'], (bands: readonly Band[], length: bigint) => Band[]>
> = {
  open: bands => [...bands],
  zero: withZeros,
  // Map is told nothing of any block: all of the layer is data without a place.
  data: (_, length) => (length === 0n ? [] : [{ start: 0n, end: length, state: 'data' }]),
};

/** The same bands, and zeros everywhere else. */
function withZeros(bands: readonly Band[], length: bigint): Band[] {
  const all: Band[] = [];
  let end = 0n;
  const fill = (to: bigint): void => {
    if (to > end) all.push({ start: end, end: to, state: 'zero' });
  };
  for (const band of bands) {
    fill(band.start);
    all.push(band);
    end = band.end;
  }
  fill(length);
  return all;
}
