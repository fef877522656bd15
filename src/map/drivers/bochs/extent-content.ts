import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { TableWindow } from '../format/table-window.ts';
import { eachPart } from '../format/whole-blocks.ts';
import type { BochsHeader } from './bochs-header.ts';

const sector = 512;
const entryBytes = 4;
/** The catalog entry of an extent that is nowhere. */
const nowhere = 0xffff_ffff;

/** Reads the data of extents, whose bitmaps tell of each sector whether it has been written. The others read as zeros. */
export function extentReader(file: ImageFile, header: BochsHeader): NonNullable<ImageFormat['readData']> {
  const { catalogAt, entries, bitmapBytes, extentBytes } = header;
  const catalog = new TableWindow(file, catalogAt, entryBytes, entries);
  const dataAt = catalogAt + entries * entryBytes;
  return (bytes, offset) =>
    eachPart(bytes, offset, sector, (part, index, byte) => {
      const inExtent = (index * sector) % extentBytes;
      const entry = catalog.readUInt32LE(Math.floor((index * sector) / extentBytes));
      const bitmapAt = dataAt + entry * (bitmapBytes + extentBytes);
      const bit = inExtent / sector;
      const isWritten =
        entry !== nowhere && ((file.read(bitmapAt + (bit >> 3), 1)[0]! >> (bit & 7)) & 1) === 1;
      if (isWritten) file.readInto(part, bitmapAt + bitmapBytes + inExtent + byte);
      else part.fill(0);
    });
}
