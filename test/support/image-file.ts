import { Bytes } from '../../src/map/basics/bytes.ts';
import type { ImageFile } from '../../src/map/file/image-file.ts';

/** A file of 1 TiB without holes or locks, whose bytes `readInto` fills in, or throws that they can't be read. */
export function imageFileOf(readInto: ImageFile['readInto']): ImageFile {
  return {
    ...{ name: 'image', path: 'image', description: {}, identity: 'image', knowsHoles: false },
    ...{ length: 2 ** 40, allocated: undefined },
    read(offset, length) {
      const bytes = new Bytes(length);
      readInto(bytes, offset);
      return bytes;
    },
    readInto,
    segmentAt: () => ({ hole: false, end: 2 ** 40 }),
    checkLocks: () => {},
  };
}
