import type { ByteString } from '../basics/byte-string.ts';

/** Where a server listens. */
export type SocketAddress = UnixAddress | InetAddress;

/** A socket of this machine, by its path. */
export interface UnixAddress {
  readonly kind: 'unix';
  readonly path: ByteString;
  /** The path is no name of the file system, and padded with zeros or not. Absent: it is a file. */
  readonly abstract?: 'padded' | 'tight';
}

/** A port of a host. */
export interface InetAddress {
  readonly kind: 'inet';
  /** A name or a number. */
  readonly host: ByteString;
  /** A number, or the name of a service. */
  readonly port: ByteString;
  readonly family: 'any' | 'v4' | 'v6';
  /** It was given with more than host and port, so that it has no plain name. */
  readonly hasFlags?: true;
}

/** How messages name an address. */
export function addressText(address: SocketAddress): ByteString {
  return address.kind === 'unix' ? address.path : `${address.host}:${address.port}`;
}
