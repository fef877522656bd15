import { inflateZlib } from '../../basics/deflate/zlib-stream.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { Profile } from '../../profile/profile.ts';
import { isWithinReach } from '../format/reach.ts';
import { unreadableData } from '../format/whole-blocks.ts';
import type { Chunk, ChunkList } from './chunk-list.ts';
import { types } from './chunk-types.ts';

const sector = 512;

/**
 * Reads the data of chunks. The one that was read last is kept, as tables are read in pieces.
 *
 * @param listChunks is called when there is something to read: a map of the image itself needs no list
 */
export function chunkReader(
  file: ImageFile,
  listChunks: () => ChunkList,
  profile: Profile,
): NonNullable<ImageFormat['readData']> {
  let last: { readonly chunk: Chunk; readonly data: Uint8Array | undefined } | undefined;
  const chunkAt = (number: number): NonNullable<typeof last> => {
    if (last !== undefined && isIn(number, last.chunk)) return last;
    const chunk = listChunks().find(number);
    if (chunk.kind === 'gap') throw unreadableData(file, 0);
    last = undefined;
    last = { chunk, data: readChunk(file, chunk, profile) };
    return last;
  };
  return (bytes, offset) => {
    for (let done = 0; done < bytes.length; ) {
      const { chunk, data } = chunkAt(Math.floor((offset + done) / sector));
      const byte = offset + done - chunk.firstSector * sector;
      const part = bytes.subarray(done, done + chunk.sectors * sector - byte);
      if (data === undefined) part.fill(0);
      else part.set(data.subarray(byte, byte + part.length));
      done += part.length;
    }
  };
}

function isIn(number: number, { firstSector, sectors }: Chunk): boolean {
  return number >= firstSector && number < firstSector + sectors;
}

/** The data of a chunk; undefined: zeros. */
function readChunk(
  file: ImageFile,
  { type, sectors, offset, bytes }: Chunk,
  profile: Profile,
): Uint8Array | undefined {
  if (type !== types.plain && type !== types.zlib) return undefined;
  if (!isWithinReach(profile, BigInt(offset), bytes)) throw unreadableData(file, offset);
  const stored = file.read(offset, bytes);
  const data = new Uint8Array(sectors * sector);
  if (type === types.plain) {
    data.set(stored.subarray(0, data.length));
    return data;
  }
  const { outcome, written } = inflateZlib(stored, data);
  if (outcome !== 'ended' || written < data.length) throw unreadableData(file, offset);
  return data;
}
