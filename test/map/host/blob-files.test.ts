import { resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { type BlobLike, blobFiles, map, openImage } from '../../../src/map/portable.ts';
import { bundleWithoutNode } from '../../support/bundle-without-node.ts';
import { chromiumPath, startChromium } from '../../support/chromium.ts';
import { copied, tinyQcow2 } from '../../support/tiny-qcow2.ts';
import { postedInWorker } from '../../support/worker-of-page.ts';

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

const top = tinyQcow2({ size: 1024n, l2: [[copied | 1024n]], backing: 'base.raw' });

test('a chain of blobs is mapped', () => {
  vi.stubGlobal('FileReaderSync', Reader);
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

test.skipIf(chromiumPath === undefined)(
  'a chain of blobs is mapped in a worker of Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  async () => {
    const script = await bundleWithoutNode(resolve('src/map/portable.ts'), 'library');
    const browser = await startChromium();
    try {
      const use = `
        const { blobFiles, mapAsync, openImage } = library;
        const blobs = new Map([
          ['top.qcow2', new Blob([Uint8Array.of(${[...top]})])],
          ['base.raw', new Blob([new Uint8Array(1024)])],
        ]);
        (async () => {
          const image = openImage('top.qcow2', { files: blobFiles(blobs) });
          for await (const { start, depth } of mapAsync(image)) postMessage({ start, depth });
          postMessage('done');
        })();`;
      expect(await postedInWorker(await browser.newPage(), `${script}${use}`)).toEqual([
        { start: 0, depth: 0 },
        { start: 512, depth: 1 },
      ]);
    } finally {
      await browser.close();
    }
  },
);
