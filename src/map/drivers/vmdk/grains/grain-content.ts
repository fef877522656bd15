import { inflateZlib } from '../../../basics/deflate/zlib-stream.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import type { ImageFormat } from '../../../node/image-format.ts';
import { eachPart, unreadableData } from '../../format/whole-blocks.ts';
import { sectorBytes } from '../sectors.ts';

/** A marker in front of a grain: the grain's first sector in 64 bits, and the bytes of its compressed data in 32. */
const sizeAt = 8;
const markerBytes = 12;

/** Where the compressed grains of a file are. */
interface CompressedGrains {
  /** The bytes of a grain. */
  readonly grainBytes: number;
  /** A marker in front of each grain tells how many bytes its data has. Otherwise these are no more than two grains. */
  readonly hasMarkers: boolean;
  /** The place of a grain in the file, in sectors. */
  readonly sectorOf: (index: number) => number;
}

/** Reads the data of compressed grains. A stream may have less than a grain, which matters to who reads further. */
export function compressedGrainReader(
  file: ImageFile,
  { grainBytes, hasMarkers, sectorOf }: CompressedGrains,
): NonNullable<ImageFormat['readData']> {
  // The grain that was read last is kept, as tables are read in pieces. qemu keeps none, so that a blkdebug node below is told of each read.
  let last: { readonly index: number; readonly data: Uint8Array } | undefined;
  const most = 2 * grainBytes;
  const dataOf = (index: number, invalid: () => Error): Uint8Array => {
    file.onEvent?.('read_compressed');
    const bytes = file.read(sectorOf(index) * sectorBytes, most);
    const length = hasMarkers ? bytes.readUInt32LE(sizeAt) : most;
    if (length === 0 || length > most) throw invalid();
    const start = hasMarkers ? markerBytes : 0;
    const grain = new Uint8Array(grainBytes);
    const { outcome, written } = inflateZlib(bytes.subarray(start, start + length), grain);
    if (outcome !== 'ended') throw invalid();
    return grain.subarray(0, written);
  };
  return (bytes, offset) =>
    eachPart(bytes, offset, grainBytes, (part, index, byte) => {
      const invalid = () => unreadableData(file, sectorOf(index) * sectorBytes, 'Invalid argument');
      if (last?.index !== index || file.onEvent !== undefined) last = { index, data: dataOf(index, invalid) };
      if (byte + part.length > last.data.length) throw invalid();
      part.set(last.data.subarray(byte, byte + part.length));
    });
}
