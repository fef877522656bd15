import type { ByteString } from '../../basics/byte-string.ts';

/** A mistake in a JSON text. The message is qemu's. */
export class JsonError extends Error {}

/** qemu has a buffer of so many bytes for what is wrong, and cuts off the rest. */
const longestFault = 1023;

/**
 * An error of a text that is no JSON.
 *
 * @param place where, as the version words it
 */
export function parseError(place: string, fault: ByteString): JsonError {
  return new JsonError(`${place}JSON parse error, ${fault.slice(0, longestFault)}`);
}
