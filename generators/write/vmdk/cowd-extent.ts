import { kindOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { placeOfSlot } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { blocksAtEnd } from '../blocks/blocks-at-end.ts';
import { entryCount, placedBlocks } from '../blocks/placed-blocks.ts';
import { type TwoLevels, twoLevels } from '../blocks/two-levels.ts';
import { putFields, putInteger } from '../integer.ts';

const sector = 512;
const directoryAt = 2048;
const perTable = 4096;

/** An extent with a magic of COWD: header, grain directory, the grain tables that are needed, grains. */
export const cowdExtent: BlockFiles = {
  layout(layer) {
    const tables = tablesOf(layer);
    const offset = Math.ceil(tables.end / layer.unit) * layer.unit;
    return blocksAtEnd(layer, {
      offset,
      entryPlace: tables.entryPlace,
      places: [0, directoryAt, tables.first],
    });
  },
  metadata(layer, layout) {
    const { tables, end, entryPlace } = tablesOf(layer);
    const bytes = Buffer.alloc(end - directoryAt);
    const put = (at: number, value: number): void =>
      putInteger(bytes, { at: at - directoryAt, width: 4 }, value, 'least first');
    for (const [index, table] of tables) put(entryPlace('l1', index)!, table / sector);
    for (const { index, slot } of placedBlocks(layer))
      put(entryPlace('l2', index)!, placeOfSlot(layout, slot!) / sector);
    return [
      { at: 0, bytes: header(layer) },
      { at: directoryAt, bytes },
    ];
  },
};

function tablesOf(layer: BlockLayer): TwoLevels {
  return twoLevels(layer, {
    directoryAt,
    firstTableAt: entries => directoryAt + Math.ceil((4 * entries) / sector) * sector,
    entriesPerTable: perTable,
    tableBytes: 4 * perTable,
    entryBytes: 4,
  });
}

function header(layer: BlockLayer): Buffer {
  const values: Readonly<Record<string, bigint | number>> = {
    magic: Buffer.from('COWD').readUInt32LE(),
    version: 1,
    flags: 3,
    capacity: (virtualSize(layer) + BigInt(sector - 1)) / BigInt(sector),
    grain_size: layer.unit / sector,
    directory_offset: directoryAt / sector,
    directory_entries: Math.ceil(entryCount(layer) / perTable),
  };
  const bytes = Buffer.alloc(sector);
  const { fields } = kindOf(layer);
  putFields(bytes, fields, values, 'least first');
  return bytes;
}
