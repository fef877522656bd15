import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import { vhdxPlaces } from '../../recipe/blocks/vhdx.ts';
import type { BlockLayer, CellState } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { placeOfSlot } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { blocksAtEnd } from '../blocks/blocks-at-end.ts';
import { entryCount, placedBlocks } from '../blocks/placed-blocks.ts';
import { putInteger } from '../integer.ts';
import type { Piece } from '../pieces.ts';
import { checksumAt, checksumOf } from './crc32c.ts';

const mebibyte = 1 << 20;
const secondHeaderAt = 131_072;
const secondRegionTableAt = 262_144;
const tableAt = 3 * mebibyte;
/** Bytes of a part over which its checksum goes. */
export const checkedBytes = { header: 4096, regionTable: 65_536 } as const;
const itemsAt = 65_536;
/** The bytes of the blocks between two entries for bitmaps, which only images with a parent use. */
const bitmapReach = 2 ** 32;
/** The states in entries (section 2.5.1.1): undefined, zero, unmapped, fully and partially present. */
const entryStates: Readonly<Partial<Record<CellState, number>>> = {
  reserved: 1,
  'zero-plain': 2,
  'zero-allocated': 3,
  illegal: 7,
};
const present = 6;
const guids = {
  table: '6677c22d23f600429d64115e9bfd4a08',
  metadata: '06a27c8b90479a4bb8fe575f050f886e',
};

/** Identifier, length in bytes, and bits for "of the disk" (2) and "required" (4) of each item, in file order. */
const items: readonly (readonly [guid: string, length: number, flags: number])[] = [
  ['3767a1ca36fa434db3b633f0aa44e76b', 8, 4],
  ['2442a52f1bcd7648b2115dbed83bf4b8', 8, 6],
  ['ab12cabee6b2234593efc309e000c746', 16, 6],
  ['1dbf41816fa90947ba47f233a8faab5f', 4, 6],
  ['c748a3cd5d4471449cc9e9885251c556', 4, 6],
];

/**
 * Identifier, two headers, two region tables, an empty log, metadata, table of blocks, blocks: each at a mebibyte of its own
 * after the first. All numbers have their least byte first.
 */
export const vhdxFiles: BlockFiles = {
  layout(layer) {
    const entries = entryCount(layer);
    const offset = tableAt + tableLength(layer);
    return blocksAtEnd(layer, {
      offset,
      entryPlace: (_, index) => (index < entries ? tableAt + 8 * entryOf(layer, index) : undefined),
      places: [0, ...Object.values(vhdxPlaces), mebibyte, tableAt, tableAt + 8 * entries],
    });
  },
  metadata(layer, layout) {
    const table = Buffer.alloc(8 * entriesNeeded(layer));
    for (const { index, cell, slot } of placedBlocks(layer)) {
      const place = slot === undefined ? 0 : placeOfSlot(layout, slot);
      const value = place + (cell.state === 'mixed' ? present : (entryStates[cell.state] ?? present));
      putInteger(table, { at: 8 * entryOf(layer, index), width: 8 }, value, 'least first');
    }
    const regions = regionTable(layer);
    return [
      { at: 0, bytes: Buffer.from('vhdxfile') },
      { at: vhdxPlaces.header, bytes: header(layer, 2) },
      { at: secondHeaderAt, bytes: header(layer, 1) },
      { at: vhdxPlaces.regionTable, bytes: regions },
      { at: secondRegionTableAt, bytes: regions },
      { at: vhdxPlaces.metadata, bytes: metadata(layer) },
      { at: tableAt, bytes: table },
    ] satisfies Piece[];
  },
};

/** The entry of a block: entries for bitmaps stand between them. */
function entryOf({ unit }: BlockLayer, block: number): number {
  return block + Math.floor(block / (bitmapReach / unit));
}

function entriesNeeded(layer: BlockLayer): number {
  const blocks = entryCount(layer);
  return blocks === 0 ? 0 : entryOf(layer, blocks - 1) + 1;
}

function tableLength(layer: BlockLayer): number {
  // Where there is no block, qemu counts the bitmaps of one block less than none: of 2^32.
  const entries = entriesNeeded(layer) || layer.unit;
  return Math.ceil((8 * entries) / mebibyte) * mebibyte;
}

/** Puts values into a part of the file whose fields count from the start of the file. */
function put(
  layer: BlockLayer,
  bytes: Buffer,
  start: number,
  values: Readonly<Record<string, bigint | number>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    const { at, width } = kindOf(layer).fields.get(name)!;
    putInteger(bytes, { at: at - start, width }, value, 'least first');
  }
}

function header(layer: BlockLayer, sequence: number): Buffer {
  const bytes = Buffer.alloc(checkedBytes.header);
  bytes.write('head');
  put(layer, bytes, vhdxPlaces.header, { sequence, version: 1, log_length: mebibyte, log_offset: mebibyte });
  bytes.writeUInt32LE(checksumOf(bytes), checksumAt);
  return bytes;
}

function regionTable(layer: BlockLayer): Buffer {
  const bytes = Buffer.alloc(checkedBytes.regionTable);
  bytes.write('regi');
  bytes.write(guids.table, 16, 'hex');
  bytes.write(guids.metadata, 48, 'hex');
  put(layer, bytes, vhdxPlaces.regionTable, {
    regions: 2,
    table_offset: tableAt,
    table_length: tableLength(layer),
    table_required: 1,
    metadata_offset: vhdxPlaces.metadata,
    metadata_length: mebibyte,
  });
  bytes.writeUInt32LE(1, 76);
  bytes.writeUInt32LE(checksumOf(bytes), checksumAt);
  return bytes;
}

function metadata(layer: BlockLayer): Buffer {
  const bytes = Buffer.alloc(itemsAt + 40);
  bytes.write('metadata');
  let at = itemsAt;
  for (const [index, [guid, length, flags]] of items.entries()) {
    const entry = 32 + 32 * index;
    bytes.write(guid, entry, 'hex');
    bytes.writeUInt32LE(at, entry + 16);
    bytes.writeUInt32LE(length, entry + 20);
    bytes.writeUInt32LE(flags, entry + 24);
    at += length;
  }
  put(layer, bytes, vhdxPlaces.metadata, {
    items: items.length,
    block_size: layer.unit,
    disk_flags: subformatOf(layer) === 'fixed' ? 1 : 0,
    disk_size: virtualSize(layer),
    logical_sector: 512,
    physical_sector: 4096,
  });
  return bytes;
}
