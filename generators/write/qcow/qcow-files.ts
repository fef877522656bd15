import type { HeaderBacking } from '../../recipe/backing.ts';
import { kindOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { type BlockLayout, placeOfSlot } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { deflatedBlock } from '../blocks/deflated-block.ts';
import { placedBlocks, slotCount } from '../blocks/placed-blocks.ts';
import { type TwoLevels, twoLevels } from '../blocks/two-levels.ts';
import { putFields, putInteger } from '../integer.ts';
import type { Piece } from '../pieces.ts';

const headerBytes = 48;
/** Behind the longest name of a backing file. */
const directoryAt = 1536;
/** An L2 table has 64 entries, the fewest, so that short rows have several. */
const tableBits = 6;
const sector = 512n;
/** A bit of an entry; the length stands in the bits below, down to those of the offset. */
const compressed = 1n << 63n;

/** Header and backing name, L1 table, the L2 tables that are needed, clusters, compressed data. The most significant byte is first. */
export const qcowFiles: BlockFiles = {
  layout(layer) {
    const { first, end, entryPlace } = tablesOf(layer);
    const offset = Math.ceil(end / layer.unit) * layer.unit;
    const compressedAt = offset + slotCount(layer) * layer.unit;
    const last = compressedClusters(layer, compressedAt).at(-1);
    const fileLength = last === undefined ? compressedAt : last.at + last.bytes.length;
    return {
      headerAt: 0,
      slots: { offset, stride: layer.unit },
      fileLength,
      order: 'most first',
      entryPlace,
      places: [0, directoryAt, first, end, offset, fileLength],
    };
  },
  metadata(layer, layout, backing) {
    const clusters = compressedClusters(layer, layout.slots.offset + slotCount(layer) * layer.unit);
    return [{ at: 0, bytes: header(layer, backing) }, ...tablePieces(layer, layout, clusters), ...clusters];
  },
};

function tablesOf(layer: BlockLayer): TwoLevels {
  return twoLevels(layer, {
    directoryAt,
    firstTableAt: entries => directoryAt + 8 * entries,
    entriesPerTable: 1 << tableBits,
    tableBytes: 8 << tableBits,
    entryBytes: 8,
  });
}

function header(layer: BlockLayer, { name }: HeaderBacking): Buffer {
  const path = Buffer.from(name ?? '');
  const bytes = Buffer.alloc(headerBytes + path.length);
  const values: Readonly<Record<string, bigint | number>> = {
    magic: Buffer.from('QFI\xfb', 'latin1').readUInt32BE(),
    version: 1,
    backing_file_offset: name === null ? 0 : headerBytes,
    backing_file_size: path.length,
    size: ((virtualSize(layer) + sector - 1n) / sector) * sector,
    cluster_bits: Math.log2(layer.unit),
    l2_bits: tableBits,
    crypt_method: layer.encryption === undefined ? 0 : 1,
    l1_table_offset: directoryAt,
  };
  const { fields } = kindOf(layer);
  putFields(bytes, fields, values);
  path.copy(bytes, headerBytes);
  return bytes;
}

/** Compressed data of a cluster, at any byte of the file. */
type CompressedCluster = Piece & { readonly index: number };

function compressedClusters(layer: BlockLayer, start: number): CompressedCluster[] {
  let at = start;
  return [...placedBlocks(layer)].flatMap(({ index, cell }) => {
    if (cell.state !== 'compressed') return [];
    const bytes = deflatedBlock(`cluster ${index} `, layer.unit, 'bare');
    const cluster = { at, index, bytes, guest: true } as const;
    at += bytes.length;
    return [cluster];
  });
}

/** All tables in one piece. */
function tablePieces(
  layer: BlockLayer,
  layout: BlockLayout,
  clusters: readonly CompressedCluster[],
): Piece[] {
  const { tables, end, entryPlace } = tablesOf(layer);
  const bytes = Buffer.alloc(end - directoryAt);
  const put = (at: number, value: bigint | number): void =>
    putInteger(bytes, { at: at - directoryAt, width: 8 }, value);
  for (const [index, table] of tables) put(entryPlace('l1', index)!, table);
  for (const { index, slot } of placedBlocks(layer))
    if (slot !== undefined) put(entryPlace('l2', index)!, placeOfSlot(layout, slot));
  for (const { index, at, bytes: deflated } of clusters) {
    const length = BigInt(deflated.length) << BigInt(63 - Math.log2(layer.unit));
    put(entryPlace('l2', index)!, compressed | length | BigInt(at));
  }
  return [{ at: directoryAt, bytes }];
}
