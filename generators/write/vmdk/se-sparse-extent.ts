import { kindOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer, CellRun } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { blocksAtEnd } from '../blocks/blocks-at-end.ts';
import { entryCount, placedBlocks, slotCount } from '../blocks/placed-blocks.ts';
import { type TwoLevels, twoLevels } from '../blocks/two-levels.ts';
import { putFields, putInteger } from '../integer.ts';

const sector = 512;
/** Behind the header, the volatile header and a place for a journal. */
const directoryAt = 4 * sector;
const perTable = 4096;
const tableBytes = 8 * perTable;
/** A sector of the directory has so many entries. */
const entriesPerSector = 64;
/** The upper half of a directory entry that leads to a table. */
const allocated = 0x1000_0000n << 32n;
const kindShift = 60n;

/** The upper four bits of the entry of a grain, by its state. */
const kinds: Readonly<Partial<Record<CellRun['state'], bigint>>> = {
  'zero-allocated': 1n,
  'zero-plain': 2n,
  data: 3n,
  'data-hole': 3n,
  mixed: 3n,
};

/**
 * An extent of the kind seSparse: header, volatile header, grain directory, the grain tables that are needed, grains. A grain
 * has 4096 bytes, and its entry the number of the grain, whose lowest twelve bits stand above the others.
 */
export const seSparseExtent: BlockFiles = {
  layout(layer) {
    const tables = tablesOf(layer);
    const offset = Math.ceil(tables.end / layer.unit) * layer.unit;
    return blocksAtEnd(layer, {
      offset,
      entryPlace: tables.entryPlace,
      places: [0, sector, directoryAt, tables.first],
    });
  },
  metadata(layer, { slots }) {
    const { tables, first, end, entryPlace } = tablesOf(layer);
    const bytes = Buffer.alloc(end - directoryAt);
    const put = (at: number, value: bigint): void =>
      putInteger(bytes, { at: at - directoryAt, width: 8 }, value, 'least first');
    for (const [index, table] of tables)
      put(entryPlace('l1', index)!, allocated | BigInt((table - first) / tableBytes));
    for (const { index, cell, slot = 0 } of placedBlocks(layer)) {
      const grain = BigInt(slot);
      const place = ((grain & 0xfffn) << 48n) | (grain >> 12n);
      put(entryPlace('l2', index)!, (kinds[cell.state]! << kindShift) | place);
    }
    return [
      { at: 0, bytes: headers(layer, first, slots.offset) },
      { at: directoryAt, bytes },
    ];
  },
};

function directorySectors(entries: number): number {
  return Math.ceil(entries / entriesPerSector);
}

function tablesOf(layer: BlockLayer): TwoLevels {
  return twoLevels(layer, {
    directoryAt,
    firstTableAt: entries => directoryAt + directorySectors(entries) * sector,
    entriesPerTable: perTable,
    tableBytes,
    entryBytes: 8,
  });
}

function headers(layer: BlockLayer, tablesAt: number, grainsAt: number): Buffer {
  const values: Readonly<Record<string, bigint | number>> = {
    magic: 0xcafe_babe,
    version: 0x2_0000_0001,
    capacity: (virtualSize(layer) + BigInt(sector - 1)) / BigInt(sector),
    grain_size: layer.unit / sector,
    table_size: tableBytes / sector,
    volatile_offset: 1,
    volatile_size: 1,
    directory_offset: directoryAt / sector,
    directory_size: directorySectors(Math.ceil(entryCount(layer) / perTable)),
    tables_offset: tablesAt / sector,
    tables_size: (grainsAt - tablesAt) / sector,
    grains_offset: grainsAt / sector,
    grains_size: (slotCount(layer) * layer.unit) / sector,
    volatile_magic: 0xcafe_cafe,
  };
  const bytes = Buffer.alloc(2 * sector);
  const { fields } = kindOf(layer);
  putFields(bytes, fields, values, 'least first');
  return bytes;
}
