import { join } from 'node:path';
import type { OracleAnswer } from '../../../answers/outcome.ts';
import { type StartOptions, start } from '../start.ts';
import type { NbdPrograms } from './nbd-programs.ts';
import type { NbdQuery } from './nbd-query.ts';
import { obstacleToSocket, qemuNbdArguments, startNbdServer } from './nbd-server.ts';

/**
 * Serves an image by qemu-nbd on a socket in the case's folder, and queries it by nbdinfo. The outcome is nbdinfo's, with
 * the server's stderr before its own. When the server ends by itself, the outcome is the server's: it refuses the image.
 * Neither the server nor its socket is left when this returns, whatever happens.
 */
export async function queryNbdServer(
  { server, client }: NbdPrograms & { readonly kind: 'complete' },
  query: NbdQuery,
  folder: string,
  options: Pick<StartOptions, 'limits' | 'cancel'>,
): Promise<OracleAnswer> {
  const socket = join(folder, 'nbd.sock');
  const obstacle = obstacleToSocket(socket);
  if (obstacle !== undefined) return { kind: 'skipped', reason: obstacle };
  const serving = await startNbdServer(server, qemuNbdArguments(socket, ['-A', ...query.server]), {
    ...options,
    folder,
    socket,
  });
  try {
    const uri = `nbd+unix:///?socket=${encodeURIComponent(socket)}`;
    const mapped = serving.isListening
      ? await start(client, [...query.client, uri], folder, options)
      : undefined;
    return answerOf(mapped, await serving.stop());
  } finally {
    await serving.stop();
  }
}

function answerOf(mapped: OracleAnswer | undefined, served: OracleAnswer): OracleAnswer {
  if (served.kind !== 'outcome') return served;
  const { stderr, end } = served.outcome;
  const stoppedByUs = end.kind === 'cut' || (end.kind === 'exit' && end.status === 0);
  if (!stoppedByUs || mapped === undefined) {
    return { kind: 'outcome', outcome: { stdout: Buffer.alloc(0), stderr, end } };
  }
  if (mapped.kind !== 'outcome') return mapped;
  return {
    kind: 'outcome',
    outcome: { ...mapped.outcome, stderr: Buffer.concat([stderr, mapped.outcome.stderr]) },
  };
}
