import type { BlockLayer } from '../../recipe/recipe.ts';
import { clusterCount } from '../../recipe/virtual-size.ts';
import { placeOfSlot } from '../blocks/block-layout.ts';
import { deflatedBlock } from '../blocks/deflated-block.ts';
import { placedBlocks, slotCount } from '../blocks/placed-blocks.ts';
import type { Piece } from '../pieces.ts';

const sector = 512;
/** The kinds of chunks. */
const types = { zero: 0, plain: 1, ignored: 2, deflated: 0x8000_0005, end: 0xffff_ffff };
const headBytes = 204;
const chunkBytes = 40;

/** Where the data of blocks begins in the file: with the file. */
export const slotsOf = ({ unit }: BlockLayer): { offset: number; stride: number } => ({
  offset: 0,
  stride: unit,
});

/** The deflated blocks, behind those that are raw. */
export function deflatedBlocks(layer: BlockLayer): (Piece & { readonly index: number })[] {
  let at = slotCount(layer) * layer.unit;
  return [...placedBlocks(layer)].flatMap(({ index, cell }) => {
    if (cell.state !== 'compressed') return [];
    const bytes = deflatedBlock(`block ${index} `, layer.unit, 'zlib');
    const block = { at, index, bytes, guest: true } as const;
    at += bytes.length;
    return [block];
  });
}

/** The table of all chunks, `mish`: one for each block that isn't unallocated, and for what lies between them. */
export function chunkTable(layer: BlockLayer): Buffer {
  const deflated = new Map(deflatedBlocks(layer).map(block => [block.index, block]));
  const sectors = layer.unit / sector;
  const chunks: Buffer[] = [];
  let next = 0;
  const ignore = (upTo: number): void => {
    if (upTo > next) chunks.push(chunk(types.ignored, next * sectors, (upTo - next) * sectors, 0, 0));
    next = upTo;
  };
  for (const { index, slot } of placedBlocks(layer)) {
    ignore(index);
    const start = index * sectors;
    const block = deflated.get(index);
    if (block !== undefined) chunks.push(chunk(types.deflated, start, sectors, block.at, block.bytes.length));
    else if (slot === undefined) chunks.push(chunk(types.zero, start, sectors, 0, 0));
    else
      chunks.push(
        chunk(types.plain, start, sectors, placeOfSlot({ slots: slotsOf(layer) }, slot), layer.unit),
      );
    next = index + 1;
  }
  ignore(Number(clusterCount(layer)));
  // Since 10.0 qemu wants at least one chunk that it knows.
  if (chunks.length === 0) chunks.push(chunk(types.ignored, 0, 0, 0, 0));
  chunks.push(chunk(types.end, next * sectors, 0, 0, 0));
  const head = Buffer.alloc(headBytes);
  head.write('mish');
  head.writeUInt32BE(1, 4);
  head.writeBigUInt64BE(BigInt(next * sectors), 16);
  head.writeUInt32BE(chunks.length, 200);
  return Buffer.concat([head, ...chunks]);
}

/** All numbers have their most significant byte first. Places and lengths are bytes. */
function chunk(type: number, start: number, sectors: number, place: number, length: number): Buffer {
  const bytes = Buffer.alloc(chunkBytes);
  bytes.writeUInt32BE(type, 0);
  for (const [index, value] of [start, sectors, place, length].entries())
    bytes.writeBigUInt64BE(BigInt(value), 8 + 8 * index);
  return bytes;
}
