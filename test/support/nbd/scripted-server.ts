import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll } from 'vitest';
import type { NbdScript } from './nbd-script.ts';
import type { Wanted } from './scripted-server.worker.ts';

/** A server of one test file. It runs in a thread of its own, since the library waits for answers. */
export interface ScriptedServer {
  /** Listens on the socket `s` of the folder, in place of what was listened on before. */
  readonly serve: (script: NbdScript) => Promise<void>;
  /** As `serve`, on a port of 127.0.0.1, which it returns. */
  readonly servePort: (script: NbdScript) => Promise<number>;
}

/** Makes a server for the test file that calls it; it is ended, and its socket removed, after the tests. */
export function scriptedServer(folder: string): ScriptedServer {
  const worker = new Worker(new URL('scripted-server.worker.ts', import.meta.url));
  const ask = async (wanted: Wanted): Promise<AddressInfo> => {
    worker.postMessage(wanted);
    const [address] = await once(worker, 'message');
    return address;
  };
  afterAll(() => worker.terminate());
  return {
    serve: async script => void (await ask({ script, path: join(folder, 's') })),
    servePort: async script => (await ask({ script })).port,
  };
}
