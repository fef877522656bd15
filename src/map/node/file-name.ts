import type { ByteString } from '../basics/byte-string.ts';

/** The protocol prefix of a file name: what stands before its first colon, unless a slash comes before that. */
export function prefixOf(name: ByteString): ByteString | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return undefined;
  const slash = name.indexOf('/');
  return slash < 0 || colon < slash ? name.slice(0, colon) : undefined;
}

/**
 * A file name without the prefix `prefix`. When the rest has a prefix too, it is a path in the working directory all the
 * same.
 */
export function withoutPrefix(name: ByteString, prefix: string): ByteString {
  const start = `${prefix}:`;
  if (!name.startsWith(start)) return name;
  const path = name.slice(start.length);
  return prefixOf(path) === undefined ? path : `./${path}`;
}

/** Whether a name in a header starts in the folder of the file that has it: it is neither absolute nor has a protocol prefix. */
export function isRelative(name: ByteString): boolean {
  return !name.startsWith('/') && prefixOf(name) === undefined;
}

/**
 * The name that opens the backing file `backing` of the file `overlay`. It starts in the overlay's folder, unless it is
 * absolute or has a protocol prefix. It is not normalised, and links are not followed. A prefix in the overlay's name stays
 * in front (path_combine, 5.2 to 11.1).
 */
export function backingFileName(overlay: ByteString, backing: ByteString): ByteString {
  if (!isRelative(backing)) return backing;
  const afterProtocol = prefixOf(overlay) === undefined ? 0 : overlay.indexOf(':') + 1;
  return overlay.slice(0, Math.max(afterProtocol, overlay.lastIndexOf('/') + 1)) + backing;
}
