import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

const regionTableAt = 196_608;
const tableRegion = '6677c22d23f600429d64115e9bfd4a08';
const metadataRegion = '06a27c8b90479a4bb8fe575f050f886e';
const fileParameters = '3767a1ca36fa434db3b633f0aa44e76b';
const virtualSize = '2442a52f1bcd7648b2115dbed83bf4b8';
/** The bytes of the blocks between two entries of bitmaps. */
const bitmapReach = 2 ** 32;
const entryBytes = 32;

/** The letters of the states 0 to 7; two of them are reserved. */
const letters = '.-0z??#!';
/** The states whose entries lead to a place. */
const placed = '-z#';

/** The blocks of a vhdx file in guest order. */
export function* vhdxBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const regions = file.read(regionTableAt, 65_536);
  const tableAt = Number(regions.readBigUInt64LE(entryOf(regions, tableRegion) + 16));
  const metadataAt = Number(regions.readBigUInt64LE(entryOf(regions, metadataRegion) + 16));
  const items = file.read(metadataAt, 65_536);
  const item = (guid: string): Buffer =>
    file.read(metadataAt + items.readUInt32LE(entryOf(items, guid) + 16), 8);
  const blockBytes = item(fileParameters).readUInt32LE(0);
  const count = Math.ceil(Number(item(virtualSize).readBigUInt64LE(0)) / blockBytes);
  const ratio = bitmapReach / blockBytes;
  const table = file.read(tableAt, 8 * (count + Math.ceil(count / ratio)));
  const blocks = Array.from({ length: count }, (_, index): ReadBlock => {
    const entry = table.readBigUInt64LE(8 * (index + Math.floor(index / ratio)));
    const letter = letters[Number(entry & 7n)]!;
    return placed.includes(letter) ? { letter, place: Number((entry >> 20n) << 20n) } : { letter };
  });
  yield* textsOf(blocks, blockBytes);
}

/** Where the entry of an identifier is in a table. */
function entryOf(table: Buffer, guid: string): number {
  for (let at = 0; at + entryBytes <= table.length; at += 16)
    if (table.toString('hex', at, at + 16) === guid) return at;
  throw new RangeError(`no entry ${guid}`);
}
