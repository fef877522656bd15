import { requireArgument } from '../basics/require-argument.ts';
import type { FileSource } from './file-source.ts';
import { pagedFile } from './paged-file.ts';

/** What is read of a `Blob` or `File` of a browser. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): BlobLike;
}

/** The part of `FileReaderSync` that is used here. Only workers have it. */
interface BlobReader {
  readAsArrayBuffer(blob: BlobLike): ArrayBuffer;
}

/**
 * Files of a browser as a `FileSource`, for a worker of it: only there they can be read synchronously. Slices are read, so a file may
 * have any size. A browser knows neither the holes of a file nor the blocks that it has.
 *
 * @throws MapError `bad-argument` if `blobs` is no Map
 * @param blobs by the names that images and the caller have for them, such as `top.qcow2` or `disks/base.raw`
 */
export function blobFiles(blobs: ReadonlyMap<string, BlobLike>): FileSource {
  requireArgument(blobs instanceof Map, 'the blobs must be a Map of them by their names');
  return {
    open(name) {
      const blob = blobs.get(name);
      if (blob === undefined) return undefined;
      const { FileReaderSync } = globalThis as unknown as { readonly FileReaderSync: new () => BlobReader };
      const reader = new FileReaderSync();
      return pagedFile({
        length: blob.size,
        read: (offset, length) =>
          new Uint8Array(reader.readAsArrayBuffer(blob.slice(offset, offset + length))),
      });
    },
  };
}
