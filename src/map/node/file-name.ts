import type { ByteString } from '../basics/byte-string.ts';

/** What stands before the colon where `name` has a protocol prefix: a colon before any slash. */
export function protocolOf(name: ByteString): ByteString | undefined {
  return /^([^:/]*):/.exec(name)?.[1];
}

/**
 * The path that a file name means to a driver of files: its own prefix is no part of it. What then still looks as if it had a
 * protocol is a path in the working directory.
 */
export function pathOf(name: ByteString, driver: string): ByteString {
  const prefix = `${driver}:`;
  if (!name.startsWith(prefix)) return name;
  const path = name.slice(prefix.length);
  return protocolOf(path) === undefined ? path : `./${path}`;
}

/**
 * The name by which the backing file `backing` of the file `overlay` is opened: beside the overlay, unless it is
 * absolute or has a protocol. Nothing is normalised, and no link is followed. What looks like a protocol in the
 * overlay's path stays in front (path_combine, 5.2 to 11.1).
 */
export function backingFileName(overlay: ByteString, backing: ByteString): ByteString {
  if (backing.startsWith('/') || protocolOf(backing) !== undefined) return backing;
  const afterProtocol = protocolOf(overlay) === undefined ? 0 : overlay.indexOf(':') + 1;
  return overlay.slice(0, Math.max(afterProtocol, overlay.lastIndexOf('/') + 1)) + backing;
}
