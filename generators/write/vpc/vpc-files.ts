import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { clusterCount, virtualSize } from '../../recipe/virtual-size.ts';
import { type BlockLayout, inOneTable, placeOfSlot } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { entryCount, placedBlocks, slotCount } from '../blocks/placed-blocks.ts';
import { putFields, putInteger } from '../integer.ts';
import type { Piece } from '../pieces.ts';
import { footerBytes, footerChecksum } from './footer.ts';

const sector = 512;
const dynamicHeaderBytes = 1024;
const tableAt = footerBytes + dynamicHeaderBytes;
const diskTypes: Readonly<Record<string, number>> = { fixed: 2, dynamic: 3 };
/** The creator whose images have their size in the footer, in every version of qemu. */
const creator = Buffer.from('qem2').readUInt32BE();
/** No offset, and no data of a block. */
const nothing = 0xffff_ffff_ffff_ffffn;

/**
 * A dynamic image: copy of the footer, dynamic header, table, blocks with a sector bitmap in front of each, footer. A
 * fixed one: the guest's bytes, footer. All numbers have their most significant byte first.
 */
export const vpcFiles: BlockFiles = {
  layout: layer => (subformatOf(layer) === 'fixed' ? fixedLayout(layer) : dynamicLayout(layer)),
  metadata(layer, layout) {
    const end = layout.fileLength - footerBytes;
    const copy = { bytes: footer(layer, layout) };
    if (subformatOf(layer) === 'fixed') return [{ at: end, ...copy }];
    return [
      { at: 0, ...copy },
      { at: footerBytes, bytes: dynamicHeader(layer) },
      { at: tableAt, bytes: table(layer, layout) },
      ...bitmaps(layer, layout),
      { at: end, ...copy },
    ];
  },
};

function fixedLayout(layer: BlockLayer): BlockLayout {
  const end = Math.ceil(Number(virtualSize(layer)) / sector) * sector;
  return {
    headerAt: end,
    dataEnd: end,
    slots: { offset: 0, stride: layer.unit },
    fileLength: end + footerBytes,
    order: 'most first',
    entryPlace: () => undefined,
    places: [0, end, end + footerBytes],
  };
}

function dynamicLayout(layer: BlockLayer): BlockLayout {
  const entries = entryCount(layer);
  const bitmap = bitmapBytes(layer.unit);
  const first = tableAt + Math.ceil((4 * entries) / sector) * sector;
  const stride = bitmap + layer.unit;
  const end = first + slotCount(layer) * stride;
  return {
    headerAt: 0,
    slots: { offset: first + bitmap, stride },
    fileLength: end + footerBytes,
    order: 'most first',
    entryPlace: inOneTable(tableAt, entries, 4),
    places: [0, footerBytes, tableAt, tableAt + 4 * entries, first, end, end + footerBytes],
  };
}

/** A bit for each sector of a block, in whole sectors. qemu takes less than a byte of bits for none. */
export function bitmapBytes(block: number): number {
  return Math.ceil(Math.floor(block / sector / 8) / sector) * sector;
}

function footer(layer: BlockLayer, { headerAt }: BlockLayout): Buffer {
  const bytes = Buffer.alloc(footerBytes);
  const { fields } = kindOf(layer);
  const size = (virtualSize(layer) / BigInt(sector)) * BigInt(sector);
  const values: Readonly<Record<string, bigint | number>> = {
    cookie: Buffer.from('conectix').readBigUInt64BE(),
    features: 2,
    version: 0x0001_0000,
    data_offset: headerAt === 0 && subformatOf(layer) !== 'fixed' ? footerBytes : nothing,
    creator,
    original_size: size,
    current_size: size,
    // The largest geometry, which stands for the size.
    cylinders: 65_535,
    heads: 16,
    sectors: 255,
    disk_type: diskTypes[subformatOf(layer)]!,
  };
  putFields(bytes, fields, values);
  putInteger(bytes, fields.get('checksum')!, footerChecksum(bytes));
  return bytes;
}

function dynamicHeader(layer: BlockLayer): Buffer {
  const bytes = Buffer.alloc(dynamicHeaderBytes);
  const { fields } = kindOf(layer);
  const values: Readonly<Record<string, bigint | number>> = {
    dynamic_cookie: Buffer.from('cxsparse').readBigUInt64BE(),
    table_offset: tableAt,
    max_table_entries: clusterCount(layer),
    block_size: layer.unit,
  };
  putInteger(bytes, { at: 8, width: 8 }, nothing);
  putInteger(bytes, { at: 24, width: 4 }, 0x0001_0000);
  for (const [name, value] of Object.entries(values)) {
    const { at, width } = fields.get(name)!;
    putInteger(bytes, { at: at - footerBytes, width }, value);
  }
  putInteger(bytes, { at: 36, width: 4 }, ~bytes.reduce((sum, byte) => sum + byte, 0) >>> 0);
  return bytes;
}

/** The sector at which the bitmap of each block begins. All bits are set where there is no block. */
function table(layer: BlockLayer, layout: BlockLayout): Buffer {
  const first = layout.slots.offset - bitmapBytes(layer.unit);
  const bytes = Buffer.alloc(first - tableAt, 0xff);
  for (const { index, slot } of placedBlocks(layer)) {
    const place = placeOfSlot(layout, slot!) - bitmapBytes(layer.unit);
    putInteger(bytes, { at: 4 * index, width: 4 }, place / sector);
  }
  return bytes;
}

/** Every sector of a block is in use. */
function bitmaps(layer: BlockLayer, layout: BlockLayout): Piece[] {
  const bytes = Buffer.alloc(bitmapBytes(layer.unit), 0xff);
  return [...placedBlocks(layer)].map(({ slot }) => ({
    at: placeOfSlot(layout, slot!) - bytes.length,
    bytes,
  }));
}
