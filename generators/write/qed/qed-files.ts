import type { HeaderBacking } from '../../recipe/backing.ts';
import { kindOf } from '../../recipe/blocks/block-layer.ts';
import { qedTableClusters } from '../../recipe/blocks/qed.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { type BlockLayout, placeOfSlot } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { blocksAtEnd } from '../blocks/blocks-at-end.ts';
import { placedBlocks } from '../blocks/placed-blocks.ts';
import { type TwoLevels, twoLevels } from '../blocks/two-levels.ts';
import { putFields, putInteger } from '../integer.ts';
import type { Piece } from '../pieces.ts';

const headerBytes = 64;
const sector = 512n;
/** The entry of a cluster of zeros. */
const zero = 1;
/** Bits of the features. */
const hasBacking = 1;
const backingIsRaw = 4;

/** A cluster with header and backing name, the L1 table, the L2 tables that are needed, clusters. The least byte is first. */
export const qedFiles: BlockFiles = {
  layout(layer) {
    const { directoryAt, end, entryPlace } = tablesOf(layer);
    return blocksAtEnd(layer, {
      offset: end,
      entryPlace,
      places: [0, directoryAt, directoryAt + qedTableClusters * layer.unit],
    });
  },
  metadata: (layer, layout, backing) => [
    { at: 0, bytes: header(layer, backing) },
    ...tablePieces(layer, layout),
  ],
};

function tablesOf(layer: BlockLayer): TwoLevels {
  const tableBytes = qedTableClusters * layer.unit;
  return twoLevels(layer, {
    directoryAt: layer.unit,
    firstTableAt: () => layer.unit + tableBytes,
    entriesPerTable: tableBytes / 8,
    tableBytes,
    entryBytes: 8,
  });
}

function header(layer: BlockLayer, { name, format }: HeaderBacking): Buffer {
  const path = Buffer.from(name ?? '');
  const bytes = Buffer.alloc(headerBytes + path.length);
  const values: Readonly<Record<string, bigint | number>> = {
    magic: Buffer.from('QED\0').readUInt32LE(),
    cluster_size: layer.unit,
    table_size: qedTableClusters,
    header_size: 1,
    features: name === null ? 0 : hasBacking | (format === null ? 0 : backingIsRaw),
    l1_table_offset: layer.unit,
    image_size: ((virtualSize(layer) + sector - 1n) / sector) * sector,
    backing_file_offset: name === null ? 0 : headerBytes,
    backing_file_size: path.length,
  };
  const { fields } = kindOf(layer);
  putFields(bytes, fields, values, 'least first');
  path.copy(bytes, headerBytes);
  return bytes;
}

/** All tables in one piece. */
function tablePieces(layer: BlockLayer, layout: BlockLayout): Piece[] {
  const { directoryAt, tables, end, entryPlace } = tablesOf(layer);
  const bytes = Buffer.alloc(end - directoryAt);
  const put = (at: number, value: number): void =>
    putInteger(bytes, { at: at - directoryAt, width: 8 }, value, 'least first');
  for (const [index, table] of tables) put(entryPlace('l1', index)!, table);
  for (const { index, slot } of placedBlocks(layer))
    put(entryPlace('l2', index)!, slot === undefined ? zero : placeOfSlot(layout, slot));
  return [{ at: directoryAt, bytes }];
}
