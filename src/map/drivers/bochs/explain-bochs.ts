import type { Lookup, TableEntry } from '../../node/lookup.ts';
import { type Extents, isWritten, sector } from './extents.ts';

/** How the catalog and the bitmap of an extent describe a guest offset. qemu tells map of neither. */
export function explainBochs(offset: bigint, extents: Extents): Lookup {
  const { catalog, extentBytes } = extents;
  const index = offset / BigInt(extentBytes);
  const byte = Number(offset % BigInt(extentBytes));
  const unit = { name: 'extent', index, bytes: extentBytes, byte };
  const { entry, place } = extents.at(Number(index));
  const meaning =
    place === undefined ? 'no extent' : `bitmap at ${hex(place.bitmapAt)}, extent at ${hex(place.dataAt)}`;
  const ofCatalog = { table: 'catalog', ...catalog.entryAt(Number(index), entry), meaning };
  if (place === undefined) return { unit, state: 'unallocated', entries: [ofCatalog] };
  const bit = Math.floor(byte / sector);
  const bits = extents.bitmapByte(place, bit);
  const written = isWritten(bits, bit);
  const ofBitmap: TableEntry = {
    table: 'bitmap',
    index: bit >> 3,
    offset: place.bitmapAt + (bit >> 3),
    word: `0x${bits.toString(16).padStart(2, '0')}`,
    meaning: `sector ${bit} of the extent ${written ? `was written, at ${hex(place.dataAt + bit * sector)}` : 'was never written: zeros'}`,
    fields: [{ name: `sector ${bit}`, high: bit & 7, low: bit & 7 }],
  };
  return {
    unit: { ...unit, host: place.dataAt },
    state: written ? 'data' : 'unwritten',
    entries: [ofCatalog, ofBitmap],
  };
}

function hex(place: number): string {
  return `0x${place.toString(16)}`;
}
