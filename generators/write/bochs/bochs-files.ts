import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { inOneTable } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { entryCount, placedBlocks, slotCount } from '../blocks/placed-blocks.ts';
import { putFields, putInteger } from '../integer.ts';
import type { Piece } from '../pieces.ts';

const sector = 512;
const headerBytes = 512;
const versions: Readonly<Record<string, number>> = { growing: 0x2_0000, old: 0x1_0000 };

/**
 * Header, catalogue, and at once behind it extents, each behind a bitmap of its sectors. An entry of the catalogue is the slot of its
 * extent, or has all bits set. All numbers have their least byte first.
 */
export const bochsFiles: BlockFiles = {
  layout(layer) {
    const entries = entryCount(layer);
    const offset = headerBytes + 4 * entries;
    const stride = bitmapBytes(layer) + layer.unit;
    const fileLength = offset + slotCount(layer) * stride;
    return {
      headerAt: 0,
      slots: { offset: offset + bitmapBytes(layer), stride },
      fileLength,
      order: 'least first',
      entryPlace: inOneTable(headerBytes, entries, 4),
      places: [0, headerBytes, offset, fileLength],
    };
  },
  metadata: (layer, { slots }) => [
    { at: 0, bytes: header(layer) },
    { at: headerBytes, bytes: catalogue(layer) },
    ...bitmaps(layer, slots),
  ],
};

/** Whole sectors with a bit for each sector of an extent. */
function bitmapBytes({ unit }: BlockLayer): number {
  return Math.ceil(unit / sector / 8 / sector) * sector;
}

function header(layer: BlockLayer): Buffer {
  const values: Readonly<Record<string, bigint | number>> = {
    version: versions[subformatOf(layer)]!,
    header_size: headerBytes,
    catalog_entries: entryCount(layer),
    bitmap_bytes: bitmapBytes(layer),
    extent_bytes: layer.unit,
    disk_size: virtualSize(layer),
  };
  const bytes = Buffer.alloc(headerBytes);
  bytes.write('Bochs Virtual HD Image');
  bytes.write('Redolog', 32);
  bytes.write('Growing', 48);
  const { fields } = kindOf(layer);
  putFields(bytes, fields, values, 'least first');
  return bytes;
}

function catalogue(layer: BlockLayer): Buffer {
  const bytes = Buffer.alloc(4 * entryCount(layer), 0xff);
  for (const { index, slot } of placedBlocks(layer))
    putInteger(bytes, { at: 4 * index, width: 4 }, slot!, 'least first');
  return bytes;
}

/** All sectors of an extent are there. */
function bitmaps(layer: BlockLayer, { offset, stride }: { offset: number; stride: number }): Piece[] {
  const length = bitmapBytes(layer);
  const bytes = Buffer.alloc(length, 0xff);
  return [...placedBlocks(layer)].map(({ slot }) => ({ at: offset + slot! * stride - length, bytes }));
}
