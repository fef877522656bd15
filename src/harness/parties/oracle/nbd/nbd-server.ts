import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { endedWithUs } from '../ended-with-us.ts';
import type { Program, Started } from '../program.ts';
import { type StartOptions, start } from '../start.ts';

/** Bytes of the longest path of a socket (unix(7): 108 with the zero at its end). */
const longestSocket = 107;

/** The flag __SO_ACCEPTCON as /proc/net/unix prints it. */
const acceptsConnections = '00010000';

/** Why nothing can be served on a socket of this path; undefined if something can. */
export function obstacleToSocket(socket: string): string | undefined {
  if (Buffer.byteLength(socket) > longestSocket) {
    return 'the path of the scratch folder is too long for a socket';
  }
  // /proc/net/unix prints the path as it is: the end of a line within would cut it, and nobody could see that the server listens.
  return socket.includes('\n') ? 'the path of the scratch folder has a line break' : undefined;
}

/** What a server is started with. */
export interface NbdServerOptions extends Pick<StartOptions, 'limits' | 'cancel'> {
  readonly folder: string;
  /** The whole path of its socket. */
  readonly socket: string;
}

/** Arguments of qemu-nbd that serve something read-only to any number of clients in turn. */
export function qemuNbdArguments(socket: string, served: readonly string[]): readonly string[] {
  return ['-r', '-t', '-k', socket, ...served];
}

/** A server that was started. */
export interface NbdServer {
  /** It accepts connections. False: it has ended. */
  readonly isListening: boolean;
  /** Ends it, and removes its socket. Returns how it ended. */
  stop(): Promise<Started>;
}

/**
 * Starts a server, and waits until it accepts connections or has ended.
 *
 * @param args what it serves and how, with the socket
 */
export async function startNbdServer(
  program: Program,
  args: readonly string[],
  { folder, socket, limits, cancel }: NbdServerOptions,
): Promise<NbdServer> {
  const end = new AbortController();
  const serving = start(await endedWithUs(program), args, folder, {
    ...(limits !== undefined && { limits }),
    cancel: cancel === undefined ? end.signal : AbortSignal.any([end.signal, cancel]),
    killSignal: 'SIGTERM',
  });
  const stop = async (): Promise<Started> => {
    end.abort();
    const ended = await serving;
    rmSync(socket, { force: true });
    return ended;
  };
  try {
    return { isListening: await listens(socket, serving), stop };
  } catch (error) {
    await stop();
    throw error;
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
