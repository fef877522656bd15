import { closeSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { Bytes, bytesOf, joined } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import { Confined } from '../../../file/confined.ts';
import { strerror } from '../../../file/strerror.ts';
import { addressText, type InetAddress, type SocketAddress, type UnixAddress } from '../../address.ts';
import { type Connection, stalled } from '../../connection.ts';
import { type OpenFileOptions, openFile } from '../open/open-file.ts';
import type { ResolvedAddress } from './address-lookup.ts';
import { SocketConnection } from './socket-connection.ts';
import { SystemCallError } from './system-call-error.ts';
import { systemCalls } from './system-calls.ts';

/** Where a socket may be opened, and how long its server may be silent. */
export interface SocketOptions extends OpenFileOptions {
  /** In milliseconds. */
  readonly patience: number;
}

/** Bytes of a path in struct sockaddr_un. */
const pathBytes = 108;

const AF_UNIX = 1;
const families = { any: 0, v4: 2, v6: 10 } as const;
/** Opens a name without opening what it names: a socket can't be opened. */
const O_PATH = 0o10000000;

/**
 * Connects to a server.
 *
 * @throws Refusal in the words of qemu
 * @throws Confined if it isn't a socket in an allowed folder
 * @throws MapError `stalled`, or `no-koffi` where koffi can't be loaded
 */
export function connect(address: SocketAddress, options: SocketOptions): Connection {
  const connecting = address.kind === 'unix' ? connectUnix : connectInet;
  try {
    return new SocketConnection(
      connecting(address as never, options),
      addressText(address),
      options.patience,
    );
  } catch (error) {
    if (error instanceof SystemCallError && error.kind === 'timed out') {
      throw stalled(addressText(address), options.patience);
    }
    const reason = error instanceof SystemCallError ? error.message : strerror(error);
    if (reason === undefined) throw error;
    throw new Refusal(`Failed to connect to '${addressText(address)}': ${reason}`);
  }
}

function connectUnix(address: UnixAddress, options: SocketOptions): number {
  const { path, abstract } = address;
  if (path.length > pathBytes - (abstract === undefined ? 0 : 1)) {
    throw new Refusal(`UNIX socket path '${path}' is too long`, [
      `Path must be less than ${pathBytes - (abstract === undefined ? 0 : 1)} bytes`,
    ]);
  }
  if (abstract !== undefined) {
    refuseConfined(address, options);
    const name = bytesOf(`\0${path}`);
    const padding = new Uint8Array(abstract === 'padded' ? pathBytes - name.length : 0);
    return connectedTo([{ family: AF_UNIX, bytes: unixBytes(joined([name, padding])) }], options);
  }
  if (path === '') return connectedTo([{ family: AF_UNIX, bytes: unixBytes(new Uint8Array(1)) }], options);
  // The socket is found by its descriptor. So its path may start in any folder, and leads into no other one.
  const found = openFile(path, O_PATH, options);
  try {
    const bytes = unixBytes(bytesOf(`/proc/thread-self/fd/${found}\0`));
    return connectedTo([{ family: AF_UNIX, bytes }], options);
  } finally {
    closeSync(found);
  }
}

function unixBytes(path: Uint8Array): Bytes {
  const family = new Bytes(2);
  family.writeUInt16LE(AF_UNIX);
  return joined([family, path]);
}

function connectInet(address: InetAddress, options: SocketOptions): number {
  refuseConfined(address, options);
  const { host, port, family } = address;
  return connectedTo(resolved(host, port, family), options);
}

function resolved(
  host: ByteString,
  port: ByteString,
  family: InetAddress['family'],
): readonly ResolvedAddress[] {
  try {
    return systemCalls().resolve(host, port, families[family]);
  } catch (error) {
    if (!(error instanceof SystemCallError)) throw error;
    throw new Refusal(`address resolution failed for ${host}:${port}: ${error.message}`);
  }
}

/** @throws Confined of a server that is in no folder */
function refuseConfined(
  address: SocketAddress,
  { confinement, referrer = 'the image' }: SocketOptions,
): void {
  if (confinement === undefined) return;
  throw new Confined(addressText(address), referrer, 'This server is in no folder: map a copy of the image.');
}

/** A socket that is connected to the first address that takes it; the error is that of the last one. */
function connectedTo(addresses: readonly ResolvedAddress[], { patience }: SocketOptions): number {
  const calls = systemCalls();
  let failure: unknown;
  for (const { family, bytes } of addresses) {
    const descriptor = calls.socket(family);
    try {
      calls.setPatience(descriptor, patience);
      calls.connect(descriptor, bytes);
      return descriptor;
    } catch (error) {
      closeSync(descriptor);
      failure = error;
    }
  }
  throw failure;
}
