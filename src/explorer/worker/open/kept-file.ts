import type { SourceFile } from '../../../map/portable.ts';

/** Bytes that are read at once. From a browser each read takes long, whatever its length. */
const chunkBytes = 2 ** 18;
/** How many chunks are kept of a file: 16 MiB, the tables of a terabyte with clusters of 2 MiB, or of 128 GiB with those of 64 KiB. */
const capacity = 64;

/** The same file, of which the chunks that were read last are kept. It stays open: it is mapped again and again. */
export function keptFile(file: SourceFile): SourceFile {
  const chunks = new Map<number, Uint8Array>();
  const chunkAt = (index: number): Uint8Array => {
    const start = index * chunkBytes;
    const chunk = chunks.get(index) ?? file.read(start, Math.min(chunkBytes, file.length - start));
    // The chunk that was used last stands last in the map, and the first one goes.
    chunks.delete(index);
    chunks.set(index, chunk);
    if (chunks.size > capacity) chunks.delete(chunks.keys().next().value!);
    return chunk;
  };
  return {
    length: file.length,
    read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const at = offset + done;
        const index = Math.floor(at / chunkBytes);
        const from = at - index * chunkBytes;
        const part = chunkAt(index).subarray(from, from + length - done);
        bytes.set(part, done);
        done += part.length;
      }
      return bytes;
    },
  };
}
