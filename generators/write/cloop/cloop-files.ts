import { kindOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { inOneTable } from '../blocks/block-layout.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { deflatedBlock } from '../blocks/deflated-block.ts';
import { entryCount, placedBlocks } from '../blocks/placed-blocks.ts';
import { putInteger } from '../integer.ts';
import type { Piece } from '../pieces.ts';

const script = '#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n';
const tableAt = 136;

/** Script, numbers, where each block begins and the last one ends, deflated blocks. The most significant byte is first. */
export const cloopFiles: BlockFiles = {
  layout(layer) {
    const entries = entryCount(layer) + 1;
    const last = blocks(layer).at(-1);
    const fileLength = last === undefined ? tableAt + 8 * entries : last.at + last.bytes.length;
    return {
      headerAt: 0,
      slots: { offset: tableAt + 8 * entries, stride: layer.unit },
      fileLength,
      order: 'most first',
      entryPlace: inOneTable(tableAt, entries, 8),
      places: [0, 128, tableAt, tableAt + 8 * entries, fileLength],
    };
  },
  metadata(layer, { fileLength }) {
    const deflated = blocks(layer);
    const header = Buffer.alloc(tableAt);
    header.write(script);
    const { fields } = kindOf(layer);
    putInteger(header, fields.get('block_size')!, layer.unit);
    putInteger(header, fields.get('blocks')!, entryCount(layer));
    const table = Buffer.alloc(8 * (deflated.length + 1));
    for (const [index, { at }] of [...deflated, { at: fileLength }].entries())
      table.writeBigUInt64BE(BigInt(at), 8 * index);
    return [{ at: 0, bytes: header }, { at: tableAt, bytes: table }, ...deflated];
  },
};

function blocks(layer: BlockLayer): Piece[] {
  let at = tableAt + 8 * (entryCount(layer) + 1);
  return [...placedBlocks(layer)].map(({ index }) => {
    const block = {
      at,
      bytes: deflatedBlock(`block ${index} `, layer.unit, 'zlib'),
      guest: true,
    } as const;
    at += block.bytes.length;
    return block;
  });
}
