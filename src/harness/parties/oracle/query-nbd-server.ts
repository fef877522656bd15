import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { OracleAnswer } from '../../answers/outcome.ts';
import type { NbdPrograms } from './nbd-programs.ts';
import type { NbdQuery } from './nbd-query.ts';
import { type StartOptions, start } from './start.ts';

/** Bytes of the longest path of a socket (unix(7): 108 with the zero at its end). */
const longestSocket = 107;

/** The flag __SO_ACCEPTCON as /proc/net/unix prints it. */
const acceptsConnections = '00010000';

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
  if (Buffer.byteLength(socket) > longestSocket) {
    return { kind: 'skipped', reason: 'the path of the scratch folder is too long for a socket' };
  }
  // /proc/net/unix prints the path as it is: the end of a line within would cut it, and nobody could see that the server listens.
  if (socket.includes('\n')) {
    return { kind: 'skipped', reason: 'the path of the scratch folder has a line break' };
  }
  const stop = new AbortController();
  const { cancel = stop.signal } = options;
  const serving = start(server, ['-r', '-A', '-t', '-k', socket, ...query.server], folder, {
    ...options,
    cancel: AbortSignal.any([stop.signal, cancel]),
    killSignal: 'SIGTERM',
  });
  try {
    const uri = `nbd+unix:///?socket=${encodeURIComponent(socket)}`;
    const mapped = (await listens(socket, serving))
      ? await start(client, [...query.client, uri], folder, options)
      : undefined;
    stop.abort();
    return answerOf(mapped, await serving);
  } finally {
    stop.abort();
    await serving;
    rmSync(socket, { force: true });
  }
}

/** Waits until the server accepts connections (true), or has ended (false). */
async function listens(socket: string, serving: Promise<unknown>): Promise<boolean> {
  let ended = false;
  const end = serving.then(() => {
    ended = true;
  });
  while (!ended) {
    if (isListening(socket)) return true;
    await Promise.race([end, pause(2)]);
  }
  return false;
}

/** As the kernel has it (proc(5)): a trial connection would be a client, and the server would report it on stderr. */
function isListening(socket: string): boolean {
  const lines = readFileSync('/proc/net/unix', 'utf8').split('\n');
  return lines.some(line => line.endsWith(` ${socket}`) && line.split(/ +/)[3] === acceptsConnections);
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
