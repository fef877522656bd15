import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { eachPart } from '../format/whole-blocks.ts';
import { type Extents, isWritten, sector } from './extents.ts';

/** Reads the data of extents. Sectors that have not been written read as zeros. */
export function extentReader(file: ImageFile, extents: Extents): NonNullable<ImageFormat['readData']> {
  const { extentBytes } = extents;
  return (bytes, offset) =>
    eachPart(bytes, offset, sector, (part, index, byte) => {
      const inExtent = (index * sector) % extentBytes;
      const { place } = extents.at(Math.floor((index * sector) / extentBytes));
      const bit = inExtent / sector;
      if (place !== undefined && isWritten(extents.bitmapByte(place, bit), bit))
        file.readInto(part, place.dataAt + inExtent + byte);
      else part.fill(0);
    });
}
