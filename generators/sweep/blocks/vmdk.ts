import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

const sector = 512;

/** The grains of a vmdk file in guest order: of its one extent, in a file of its own or not. */
export function* vmdkBlocks(path: string): Generator<string> {
  using own = new BlockFile(path);
  const text = own.read(0, 4096).toString('latin1');
  const [, name] = /^RW \d+ [A-Z]+ "([^"]*)"/m.exec(text) ?? [];
  const isDescriptor = text.startsWith('#');
  using extent = new BlockFile(isDescriptor ? path.slice(0, path.lastIndexOf('/') + 1) + name : path);
  const header = extent.read(0, sector);
  const magic = header.toString('latin1', 0, 4);
  if (magic === 'KDMV') yield* sparseGrains(extent, header);
  else if (magic === 'COWD') yield* cowdGrains(extent, header);
  else yield* seSparseGrains(extent, header);
}

function* sparseGrains(extent: BlockFile, header: Buffer): Generator<string> {
  const [grain, perTable] = [Number(header.readBigUInt64LE(20)), header.readUInt32LE(44)];
  const count = Math.ceil(Number(header.readBigUInt64LE(12)) / grain);
  const directoryAt = Number(header.readBigUInt64LE(56)) * sector;
  const isCompressed = header.readUInt16LE(77) === 1;
  yield* textsOf(
    wordsOf(extent, { directoryAt, count, perTable }).map((entry): ReadBlock => {
      if (entry < 2) return { letter: entry === 0 ? '.' : '0' };
      return isCompressed ? { letter: 'c' } : { letter: '#', place: entry * sector };
    }),
    grain * sector,
  );
}

function* cowdGrains(extent: BlockFile, header: Buffer): Generator<string> {
  const grain = header.readUInt32LE(16);
  const count = Math.ceil(header.readUInt32LE(12) / grain);
  const directoryAt = header.readUInt32LE(20) * sector;
  yield* textsOf(
    wordsOf(extent, { directoryAt, count, perTable: 4096 }).map(
      (entry): ReadBlock => (entry === 0 ? { letter: '.' } : { letter: '#', place: entry * sector }),
    ),
    grain * sector,
  );
}

/** The entries of all grain tables, one after the other. A table that isn't there is all zeros. */
function wordsOf(
  extent: BlockFile,
  {
    directoryAt,
    count,
    perTable,
  }: { readonly directoryAt: number; readonly count: number; readonly perTable: number },
): number[] {
  const tables = Math.ceil(count / perTable);
  const directory = extent.read(directoryAt, 4 * tables);
  const words = Array.from({ length: tables }, (_, index) => {
    const at = directory.readUInt32LE(4 * index) * sector;
    const table = at === 0 ? Buffer.alloc(4 * perTable) : extent.read(at, 4 * perTable);
    return Array.from({ length: perTable }, (_, entry) => table.readUInt32LE(4 * entry));
  });
  return words.flat().slice(0, count);
}

/** The letters of the kinds of grains: unallocated, unmapped, zero, data. */
const letters = '.z0#';

function* seSparseGrains(extent: BlockFile, header: Buffer): Generator<string> {
  const field = (at: number): number => Number(header.readBigUInt64LE(at));
  const [grainSectors, perTable] = [8, 4096];
  const count = Math.ceil(field(16) / grainSectors);
  const directory = extent.read(field(128) * sector, 8 * Math.ceil(count / perTable));
  const blocks = Array.from({ length: directory.length / 8 }, (_, index): ReadBlock[] => {
    const word = directory.readBigUInt64LE(8 * index);
    const at = (field(144) + Number(word & 0xffff_ffffn) * 64) * sector;
    const table = word === 0n ? Buffer.alloc(8 * perTable) : extent.read(at, 8 * perTable);
    return Array.from({ length: perTable }, (_, entry): ReadBlock => {
      const value = table.readBigUInt64LE(8 * entry);
      const letter = letters[Number(value >> 60n)]!;
      const grain = Number(((value >> 48n) & 0xfffn) | ((value & 0xffff_ffff_ffffn) << 12n));
      return letter === '#' ? { letter, place: (field(192) + grainSectors * grain) * sector } : { letter };
    });
  });
  yield* textsOf(blocks.flat().slice(0, count), grainSectors * sector);
}
