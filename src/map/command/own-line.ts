import { type ByteString, toByteString } from '../basics/byte-string.ts';
import type { MapError } from '../basics/error.ts';
import { visibleLine } from '../basics/visible.ts';

/** The line on stderr of an error for which qemu-img has no words. */
export function ownLine({ message, next }: MapError): ByteString {
  return `map-parity: ${toByteString(visibleLine(message))}. ${next}`;
}
