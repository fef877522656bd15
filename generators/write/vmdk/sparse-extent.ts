import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { type BlockLayout, placeOfSlot } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { deflatedBlock } from '../blocks/deflated-block.ts';
import { placedBlocks, slotCount } from '../blocks/placed-blocks.ts';
import { type TwoLevels, twoLevels } from '../blocks/two-levels.ts';
import { putFields, putInteger } from '../integer.ts';
import type { Piece } from '../pieces.ts';
import { descriptorOf } from './descriptor.ts';

const sector = 512;
const descriptorSectors = 20;
const directoryAt = sector * (1 + descriptorSectors);
const perTable = 512;
const tableBytes = 4 * perTable;
/** The entry of a grain of zeros. */
const zeroed = 1;
/** Newline check, zeroed grains; compressed grains, markers. */
const flags = { always: 0b101, compressed: 0b11 << 16 };

/**
 * An extent with a magic of KDMV: header, descriptor (if it is a whole image), grain directory, the grain tables that are needed,
 * grains, then the compressed grains, each at a sector of its own. All numbers have their least byte first.
 */
export const sparseExtent: BlockFiles = {
  layout(layer) {
    const tables = tablesOf(layer);
    const offset = roundedUp(tables.end, layer.unit);
    const compressed = compressedGrains(layer, offset + slotCount(layer) * layer.unit);
    const last = compressed.at(-1);
    const end = last === undefined ? offset + slotCount(layer) * layer.unit : last.at + last.bytes.length;
    return {
      headerAt: 0,
      slots: { offset, stride: layer.unit },
      fileLength: roundedUp(end, sector),
      order: 'least first',
      entryPlace: tables.entryPlace,
      places: [0, sector, directoryAt, tables.first, offset, end],
    };
  },
  metadata(layer, layout, backing) {
    const descriptor = Buffer.alloc(descriptorSectors * sector);
    const isWhole = kindOf(layer).hasExtents !== true;
    if (isWhole) descriptor.write(descriptorOf(layer, backing));
    return [
      { at: 0, bytes: header(layer, layout) },
      { at: sector, bytes: descriptor },
      ...tablePieces(layer, layout),
      ...compressedGrains(layer, layout.slots.offset + slotCount(layer) * layer.unit),
    ];
  },
};

function roundedUp(bytes: number, unit: number): number {
  return Math.ceil(bytes / unit) * unit;
}

function tablesOf(layer: BlockLayer): TwoLevels {
  return twoLevels(layer, {
    directoryAt,
    firstTableAt: entries => directoryAt + roundedUp(4 * entries, sector),
    entriesPerTable: perTable,
    tableBytes,
    entryBytes: 4,
  });
}

function header(layer: BlockLayer, { slots }: BlockLayout): Buffer {
  const isCompressed = subformatOf(layer) === 'streamOptimized';
  const values: Readonly<Record<string, bigint | number>> = {
    magic: Buffer.from('KDMV').readUInt32LE(),
    version: isCompressed ? 3 : 1,
    flags: flags.always | (isCompressed ? flags.compressed : 0),
    capacity: (virtualSize(layer) + BigInt(sector - 1)) / BigInt(sector),
    grain_size: layer.unit / sector,
    descriptor_offset: 1,
    descriptor_size: descriptorSectors,
    table_entries: perTable,
    directory_offset: directoryAt / sector,
    overhead: slots.offset / sector,
    compression: isCompressed ? 1 : 0,
  };
  const bytes = Buffer.alloc(sector);
  const { fields } = kindOf(layer);
  putFields(bytes, fields, values, 'least first');
  bytes.write('\n \r\n', 73);
  return bytes;
}

function tablePieces(layer: BlockLayer, layout: BlockLayout): Piece[] {
  const { tables, end, entryPlace } = tablesOf(layer);
  const bytes = Buffer.alloc(end - directoryAt);
  const put = (at: number, value: number): void =>
    putInteger(bytes, { at: at - directoryAt, width: 4 }, value, 'least first');
  for (const [index, table] of tables) put(entryPlace('l1', index)!, table / sector);
  const compressed = compressedGrains(layer, layout.slots.offset + slotCount(layer) * layer.unit);
  for (const { index, cell, slot } of placedBlocks(layer)) {
    const grain = compressed.find(other => other.index === index);
    const isZero = cell.state === 'zero-plain';
    const value = isZero ? zeroed : (grain?.at ?? placeOfSlot(layout, slot!)) / sector;
    put(entryPlace('l2', index)!, value);
  }
  return [{ at: directoryAt, bytes }];
}

/** The compressed grains from byte `start` on: the number of the first guest sector, the length, and deflated bytes. */
function compressedGrains(layer: BlockLayer, start: number): (Piece & { readonly index: number })[] {
  let at = start;
  return [...placedBlocks(layer)].flatMap(({ index, cell }) => {
    if (cell.state !== 'compressed') return [];
    const deflated = deflatedBlock(`grain ${index} `, layer.unit, 'zlib');
    const marker = Buffer.alloc(12);
    marker.writeBigUInt64LE((BigInt(index) * BigInt(layer.unit)) / BigInt(sector), 0);
    marker.writeUInt32LE(deflated.length, 8);
    const grain = { at, index, bytes: Buffer.concat([marker, deflated]), guest: true } as const;
    at += roundedUp(grain.bytes.length, sector);
    return [grain];
  });
}
