import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

// A server of the files of a folder, by ranges too, in a thread of its own: whoever asks may wait for the answer. It posts its address, then
// a line for each request.
const { folder, pages } = workerData as {
  readonly folder: string;
  /** Further files, by their names: HTML and scripts. */
  readonly pages: Readonly<Record<string, string>>;
};

const server = createServer(({ method, url, headers }, response) => {
  const name = (url ?? '/').slice(1);
  const page = pages[name];
  if (page !== undefined) {
    response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html').end(page);
    return;
  }
  parentPort!.postMessage(`${method} ${name} ${headers.range ?? ''}`.trim());
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, name));
  } catch {
    response.writeHead(404).end();
    return;
  }
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const part = first === undefined ? bytes : bytes.subarray(Number(first), Number(last) + 1);
  response.writeHead(first === undefined ? 200 : 206, { 'content-length': part.length });
  response.end(method === 'HEAD' ? undefined : part);
});
server.listen(0, '127.0.0.1', () => {
  parentPort!.postMessage(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
