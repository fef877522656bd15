import { createServer, type Server } from 'node:net';
import { parentPort } from 'node:worker_threads';
import type { NbdScript } from './nbd-script.ts';
import { ScriptedConnection } from './scripted-connection.ts';

/** A server that the test asks for: on a socket by its path, or on a port of the loopback that is free. */
export interface Wanted {
  readonly script: NbdScript;
  readonly path?: string;
}

let server: Server | undefined;

parentPort!.on('message', ({ script, path }: Wanted) => {
  server?.close();
  server = createServer(socket => void new ScriptedConnection(script, socket).talk());
  const tell = (): void => parentPort!.postMessage(server!.address());
  if (path === undefined) server.listen(0, '127.0.0.1', tell);
  else server.listen(path, tell);
});
