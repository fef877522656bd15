import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** A page that is served. */
export interface ServedPage {
  /** Ends with a slash. */
  readonly address: string;
  close(): void;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * Serves the files of a folder, and nothing else, to this machine alone. A request that names another host is refused: a page of
 * somebody else can have its own name lead to 127.0.0.1.
 */
export async function servePage(folder: string): Promise<ServedPage> {
  const files = new Map(readdirSync(folder).map(name => [`/${name}`, readFileSync(join(folder, name))]));
  const server = createServer(({ method, url = '', headers: { host = '' } }, response) => {
    const path = url.replace(/\?.*$/, '').replace(/^\/$/, '/index.html');
    const file = files.get(path);
    if (!/^(?:127\.0\.0\.1|localhost):\d+$/.test(host)) response.writeHead(421).end();
    else if (method !== 'GET') response.writeHead(405, { allow: 'GET' }).end();
    else if (file === undefined) response.writeHead(404).end();
    else {
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      response.end(file);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
