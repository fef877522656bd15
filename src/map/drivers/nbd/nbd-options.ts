import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { NodeDescription } from '../../file/image-file.ts';
import type { SocketAddress } from '../../host/address.ts';
import type { Given } from '../../node/driver.ts';
import { describedOptions } from '../../node/node-description.ts';
import type { Opening } from '../../node/opening.ts';
import { type Options, takeChild } from '../../options/options.ts';
import { takeTyped } from '../../options/typed-options.ts';
import { nbdPort } from './address/file-name.ts';
import { readServerAddress } from './address/server-address.ts';

const types = {
  host: 'text',
  port: 'text',
  path: 'text',
  export: 'text',
  'tls-creds': 'text',
  'x-dirty-bitmap': 'text',
  'reconnect-delay': 'number',
} as const;

const laterTypes = { 'open-timeout': 'number', 'tls-hostname': 'text' } as const;

/** The longest text that a server takes, in bytes. */
const longestText = 4096;

/** What the options of an NBD node say. */
export interface NbdOptions {
  readonly address: SocketAddress;
  /** The name of the export. Absent: none was given, and the empty name is sent. */
  readonly exported?: ByteString;
  /** The metadata context to ask for in place of base:allocation. */
  readonly context?: ByteString;
  /** For how many seconds a failed opening is tried again. */
  readonly openTimeout: bigint;
  /** For how many seconds a lost connection is made again. */
  readonly reconnectDelay: bigint;
  /** Everything is to be encrypted. Absent: nothing is. */
  readonly tls?: true;
  readonly description: NodeDescription;
}

/**
 * Takes out the options of an NBD node, and checks them in qemu's order.
 *
 * @throws Refusal, Unsupported
 */
export function takeNbdOptions({ options, parent }: Given, opening: Opening): NbdOptions {
  const { profile } = opening;
  const taken = takeTyped(options, types, opening);
  const later = profile.nbdOpenTimeout ? takeTyped(options, laterTypes, opening) : {};
  const described = [...parent.keys()].filter(key => strong.test(key));
  const server = serverOf(taken, options);
  const { export: exported, 'x-dirty-bitmap': context, 'tls-creds': credentials } = taken;
  checkLength(exported, 'export name');
  checkLength(context, 'x-dirty-bitmap query');
  const address = readServerAddress(server, opening);
  if (credentials !== undefined) {
    checkCredentials(credentials, opening);
    if (profile.tlsOverPortsOnly && address.kind !== 'inet') {
      throw new Refusal('TLS only supported over IP sockets');
    }
  }
  return {
    address,
    openTimeout: later['open-timeout'] ?? 0n,
    reconnectDelay: taken['reconnect-delay'] ?? 0n,
    description: { driver: 'nbd', ...describedOptions(parent, described) },
    ...(credentials !== undefined && { tls: true as const }),
    ...(exported !== undefined && { exported }),
    ...(context !== undefined && { context }),
  };
}

/** @throws Refusal of an object that isn't TLS credentials of a client */
function checkCredentials(id: ByteString, { objects, profile }: Opening): void {
  const object = objects?.get(id);
  if (object === undefined) throw new Refusal(`No TLS credentials with id '${id}'`);
  if (object.kind !== 'tls-creds') throw new Refusal(`Object with id '${id}' is not TLS credentials`);
  if (object.endpoint === 'server') throw new Refusal(profile.wrongTlsEndpoint);
}

/** The options that decide what a node shows. */
const strong = /^(?:path|host|port|export|tls-creds|tls-hostname|server\..*)$/s;

function checkLength(text: ByteString | undefined, what: string): void {
  if (text !== undefined && text.length > longestText)
    throw new Refusal(`${what} too long to send to server`);
}

interface ShortForm {
  readonly host?: ByteString;
  readonly port?: ByteString;
  readonly path?: ByteString;
}

/** The options `server.*`, or those that the short form stands for. */
function serverOf({ host, port, path }: ShortForm, options: Options): Options {
  const server = takeChild(options, 'server.');
  if (host === undefined && port === undefined && path === undefined) return server;
  if (server.size > 0) throw new Refusal("Cannot use 'server' and path/host/port at the same time");
  if (path !== undefined && host !== undefined) {
    throw new Refusal('path and host may not be used at the same time');
  }
  if (path !== undefined) {
    if (port !== undefined) throw new Refusal('port may not be used without host');
    return new Map([
      ['type', 'unix'],
      ['path', path],
    ]);
  }
  if (host === undefined) return server;
  return new Map([
    ['type', 'inet'],
    ['host', host],
    ['port', port ?? String(nbdPort)],
  ]);
}
