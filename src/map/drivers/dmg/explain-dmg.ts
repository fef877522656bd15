import type { Lookup } from '../../node/lookup.ts';
import type { Chunk, ChunkList, Gap } from './chunk-list.ts';
import { types } from './chunk-types.ts';

const sector = 512;

/** What a type of chunk is for readers of the format, and the state of its bytes. */
const typeFacts: ReadonlyMap<number, { readonly name: string; readonly state: string }> = new Map([
  [types.zeros, { name: 'zeros', state: 'zero-plain' }],
  [types.plain, { name: 'plain', state: 'data' }],
  [types.ignored, { name: 'ignored', state: 'unallocated' }],
  [types.zlib, { name: 'zlib', state: 'compressed' }],
]);

/**
 * Which chunk has a guest offset, as qemu searches for it. qemu tells map of no chunk.
 *
 * @param virtualSize bytes
 */
export function explainDmg(offset: bigint, list: ChunkList, virtualSize: number): Lookup {
  const found = list.find(Number(offset / BigInt(sector)));
  const byte = Number(offset - BigInt(found.firstSector) * BigInt(sector));
  return found.kind === 'chunk' ? chunkLookup(found, byte) : gapLookup(found, byte, virtualSize);
}

function chunkLookup({ index, type, firstSector, sectors, offset, bytes }: Chunk, byte: number): Lookup {
  const { name, state } = typeFacts.get(type)!;
  const place = `${bytes} bytes at 0x${offset.toString(16)}`;
  const isStored = type === types.plain || type === types.zlib;
  const meaning = `${name}, sectors ${firstSector} to ${firstSector + sectors - 1}${isStored ? `, ${place}` : ''}`;
  return {
    unit: {
      name: 'chunk',
      index: BigInt(index),
      bytes: sectors * sector,
      byte,
      varies: true,
      ...(isStored && { host: offset }),
    },
    state,
    entries: [{ table: 'chunks', index, word: `0x${type.toString(16).padStart(8, '0')}`, meaning }],
  };
}

/** A read of these bytes fails. */
function gapLookup({ index, firstSector, end }: Gap, byte: number, virtualSize: number): Lookup {
  const bytes = Math.min(virtualSize, end * sector) - firstSector * sector;
  const unit = { name: 'gap', index: BigInt(index), bytes, byte, varies: true } as const;
  return { unit, state: 'without a chunk', entries: [] };
}
