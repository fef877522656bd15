import type { ByteString } from '../../basics/byte-string.ts';
import type { Values } from '../../options/schema/read.ts';

/** The text of a property; undefined if it isn't set. */
export function textOf(values: Values, key: string): ByteString | undefined {
  return values.get(key) as ByteString | undefined;
}
