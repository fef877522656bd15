import { afterEach, expect, test, vi } from 'vitest';
import { type BlobLike, blobFiles, map, openImage } from '../../../src/map/portable.ts';
import { copied, tinyQcow2 } from '../../support/tiny-qcow2.ts';

/** A blob whose bytes can be read at once, as by the reader that only workers of a browser have. */
class Bytes implements BlobLike {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  slice(start: number, end: number): Bytes {
    return new Bytes(this.bytes.subarray(start, end));
  }
}

class Reader {
  readAsArrayBuffer({ bytes }: Bytes): ArrayBuffer {
    return Uint8Array.from(bytes).buffer;
  }
}

afterEach(() => vi.unstubAllGlobals());

test('a chain of blobs is mapped', () => {
  vi.stubGlobal('FileReaderSync', Reader);
  const top = tinyQcow2({ size: 1024n, l2: [[copied | 1024n]], backing: 'base.raw' });
  const files = blobFiles(
    new Map([
      ['disks/top.qcow2', new Bytes(top)],
      ['disks/base.raw', new Bytes(new Uint8Array(1024))],
    ]),
  );
  using image = openImage('disks/top.qcow2', { files });
  expect([...map(image)].map(({ start, depth }) => [start, depth])).toEqual([
    [0n, 0],
    [512n, 1],
  ]);
});

test('a name that no blob has is that of no file', () => {
  expect(blobFiles(new Map()).open('top.qcow2')).toBeUndefined();
});
