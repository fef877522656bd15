import type { ByteString } from '../byte-string.ts';

/** What stands before the colon where `name` has a protocol prefix: a colon before any slash. */
export function protocolOf(name: ByteString): ByteString | undefined {
  return /^([^:/]*):/.exec(name)?.[1];
}

/** The path that a file name means to the file driver: `file:` is no part of it. */
export function pathOf(name: ByteString): ByteString {
  return name.startsWith('file:') ? name.slice('file:'.length) : name;
}

/**
 * The name by which the backing file `backing` of the file `overlay` is opened: beside the overlay, unless it is
 * absolute or has a protocol. Nothing is normalised, and no link is followed.
 */
export function backingFileName(overlay: ByteString, backing: ByteString): ByteString {
  if (backing.startsWith('/') || protocolOf(backing) !== undefined) return backing;
  return overlay.slice(0, overlay.lastIndexOf('/') + 1) + backing;
}
