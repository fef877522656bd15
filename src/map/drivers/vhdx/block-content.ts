import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { eachPart, unreadableData } from '../format/whole-blocks.ts';
import { type BlockTable, fullyPresent, hostOf, indexOf, stateOf } from './block-table.ts';

/** The states of a block that reads as zeros: not present, undefined, zero, unmapped, and unmapped as earlier versions wrote it. */
const readsAsZeros: ReadonlySet<number> = new Set([0, 1, 2, 3, 5]);

/** Reads the data of blocks, by their states. */
export function blockReader(file: ImageFile, table: BlockTable): NonNullable<ImageFormat['readData']> {
  const { entries, blockBytes } = table;
  return (bytes, offset) =>
    eachPart(bytes, offset, blockBytes, (part, block, byte) => {
      const index = Number(indexOf(BigInt(block), table));
      if (index >= entries.entries) throw unreadableData(file, 0);
      const lower = entries.readUInt32LE(index);
      const state = stateOf(lower);
      if (readsAsZeros.has(state)) part.fill(0);
      else if (state === fullyPresent)
        file.readInto(part, hostOf(lower, entries.readUpperUInt32LE(index)) + byte);
      else throw unreadableData(file, entries.placeOf(index));
    });
}
