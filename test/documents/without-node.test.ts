import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleWithoutNode } from '../support/bundle-without-node.ts';
import { chromiumPath, startChromium } from '../support/chromium.ts';
import { SynchronousRequest } from '../support/synchronous-request.ts';
import { testFolder } from '../support/test-folder.ts';
import { copied, tinyQcow2 } from '../support/tiny-qcow2.ts';
import { postedInWorker } from '../support/worker-of-page.ts';
import { readDocument } from './documents.ts';

const folder = testFolder();
folder.put('top.qcow2', tinyQcow2({ size: 1024n, l2: [[copied | 1024n]], backing: 'base.raw' }));
folder.put('base.raw', Buffer.alloc(1024, 'x'));

const extents = [
  { start: 0, length: 512, depth: 0 },
  { start: 512, length: 512, depth: 1 },
];
/** A file is asked for its length, and read by whole pages: no byte of data is. */
const requests = [
  'HEAD top.qcow2',
  'GET top.qcow2 bytes=0-2559',
  'HEAD base.raw',
  'GET base.raw bytes=0-1023',
];

const page = '<!doctype html><title>images</title>';
let server: Worker;
let address: string;
let script: string;
const asked: string[] = [];

/** The example of the README as one script, with the address of the server of this test. */
async function exampleFor(images: string): Promise<string> {
  const { blocks } = readDocument('src/map/README.md');
  const { text } = blocks.find(({ text }) => text.includes('XMLHttpRequest'))!;
  const entry = join(folder.path, 'example.mjs');
  const library = JSON.stringify(resolve('src/map/portable.ts'));
  writeFileSync(
    entry,
    text.replace("'qemu-map-parity'", library).replace('https://example.com/images/', images),
  );
  return bundleWithoutNode(entry, 'example');
}

beforeAll(async () => {
  const pages: Record<string, string> = { '': page };
  server = new Worker(new URL('../support/range-server.ts', import.meta.url), {
    workerData: { folder: folder.path, pages },
  });
  [address] = await once(server, 'message');
  server.on('message', line => asked.push(line));
  script = await exampleFor(address);
});
afterAll(() => server.terminate());

describe('the example of the README maps an image over HTTP', () => {
  test('in a context that has nothing of Node', async () => {
    asked.length = 0;
    const found: unknown[] = [];
    const postMessage = (extent: object): void =>
      void found.push(Object.fromEntries(Object.entries(extent).map(([key, value]) => [key, Number(value)])));
    runInContext(
      script,
      createContext({ XMLHttpRequest: SynchronousRequest, URL, TextEncoder, postMessage }),
    );
    expect(found).toEqual(extents);
    await expect.poll(() => asked).toEqual(requests);
  });

  test.skipIf(chromiumPath === undefined)(
    'in a worker of Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
    async () => {
      asked.length = 0;
      const browser = await startChromium();
      try {
        const opened = await browser.newPage();
        await opened.goto(address);
        const found = await postedInWorker(opened, `${script}\npostMessage('done');`);
        expect(found).toEqual(extents);
        expect(asked.filter(line => !line.includes('favicon'))).toEqual(requests);
      } finally {
        await browser.close();
      }
    },
  );
});
