import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { OracleAnswer } from '../../answers/outcome.ts';
import type { NbdPrograms } from './nbd-programs.ts';
import type { NbdQuery } from './nbd-query.ts';
import { type StartLimits, start } from './start.ts';

/** Of the path of a socket, in bytes (unix(7): 108 with the zero behind it). */
const longestSocket = 107;

/** The flag __SO_ACCEPTCON as /proc/net/unix has it. */
const acceptsConnections = '00010000';

/**
 * Serves an image by qemu-nbd on a socket in the case's folder, asks it by nbdinfo, and stops it. The outcome is
 * nbdinfo's, with what the server put on stderr before its own; or the server's alone, where it ended by itself: it
 * refuses the image. When this returns neither the server nor its socket is left, whatever happened.
 */
export async function askServer(
  { server, client }: NbdPrograms & { readonly kind: 'complete' },
  query: NbdQuery,
  folder: string,
  limits: StartLimits,
  cancel?: AbortSignal,
): Promise<OracleAnswer> {
  const socket = join(folder, 'nbd.sock');
  if (Buffer.byteLength(socket) > longestSocket) {
    return { kind: 'skipped', reason: 'the path of the scratch folder is too long for a socket' };
  }
  const stop = new AbortController();
  const ending = cancel === undefined ? stop.signal : AbortSignal.any([stop.signal, cancel]);
  const serverArgs = ['-r', '-A', '-t', '-k', socket, ...query.server];
  const serving = start(server, serverArgs, folder, limits, ending, 'SIGTERM');
  try {
    const uri = `nbd+unix:///?socket=${encodeURIComponent(socket)}`;
    const asked = (await listens(socket, serving))
      ? await start(client, [...query.client, uri], folder, limits, cancel)
      : undefined;
    stop.abort();
    return answerOf(asked, await serving);
  } finally {
    stop.abort();
    await serving;
    rmSync(socket, { force: true });
  }
}

/** Whether the server takes connections, as soon as it does; false once it has ended. */
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

/** As the kernel sees it (proc(5)): a try to connect would be a client, and end up in what the server says. */
function isListening(socket: string): boolean {
  const lines = readFileSync('/proc/net/unix', 'utf8').split('\n');
  return lines.some(line => line.endsWith(` ${socket}`) && line.split(/ +/)[3] === acceptsConnections);
}

function answerOf(asked: OracleAnswer | undefined, served: OracleAnswer): OracleAnswer {
  if (served.kind !== 'outcome') return served;
  const { stderr, end } = served.outcome;
  const stoppedByUs =
    end.kind === 'exit' ? end.status === 0 : end.kind === 'signal' && end.signal === 'SIGTERM';
  if (!stoppedByUs || asked === undefined) {
    return { kind: 'outcome', outcome: { stdout: Buffer.alloc(0), stderr, end } };
  }
  if (asked.kind !== 'outcome') return asked;
  return {
    kind: 'outcome',
    outcome: { ...asked.outcome, stderr: Buffer.concat([stderr, asked.outcome.stderr]) },
  };
}
