import { resolve } from 'node:path';
import type { Recipe } from '../../../generators/recipe/recipe.ts';
import { isServed, socketOf } from '../../../generators/recipe/served.ts';
import { nbdProgramHint } from './oracle/cache/oracles-hint.ts';
import { fetchedServer } from './oracle/nbd/fetched-server.ts';
import { type NbdServer, obstacleToSocket, startNbdServer } from './oracle/nbd/nbd-server.ts';
import type { StartLimits } from './oracle/program.ts';

/** The servers of a recipe, or why there are none. */
export type Serving =
  | { readonly kind: 'serving'; stop(): Promise<void> }
  | { readonly kind: 'skipped'; readonly reason: string };

/** A server lasts as long as the queries of its case. */
const limits: StartLimits = { milliseconds: 600_000, bytes: 1 << 20 };

/**
 * Serves the files of the layers that are to be served, each as it is, by its server, on a socket in the case's folder. `stop`
 * ends the servers and removes the sockets.
 */
export async function serveLayers(
  { layers }: Recipe,
  folder: string,
  cancel?: AbortSignal,
): Promise<Serving> {
  const servers: NbdServer[] = [];
  const stop = async (): Promise<void> => {
    for (const server of servers) await server.stop();
  };
  const skipped = async (reason: string): Promise<Serving> => {
    await stop();
    return { kind: 'skipped', reason };
  };
  for (const layer of layers.filter(isServed)) {
    const found = fetchedServer(layer.served);
    if (found === undefined) return skipped(`no server ${layer.served}: ${nbdProgramHint()}`);
    // Servers take whole paths only.
    const socket = resolve(folder, socketOf(layer));
    const obstacle = obstacleToSocket(socket);
    if (obstacle !== undefined) return skipped(obstacle);
    const args = found.argumentsFor(socket, layer.name);
    const options = { folder, socket, limits, ...(cancel !== undefined && { cancel }) };
    const server = await startNbdServer(found.program, args, options);
    servers.push(server);
    if (server.isListening) continue;
    const ended = await server.stop();
    const why = ended.kind === 'outcome' ? ended.outcome.stderr.toString().trim() : ended.error.detail;
    return skipped(`the server ${layer.served} doesn't serve ${layer.name}: ${why}`);
  }
  return { kind: 'serving', stop };
}
