import type { ByteString } from '../../basics/byte-string.ts';
import { Unsupported } from '../../basics/error.ts';

/** How many nodes a hash table of GLib has at first, and the prime by which hashes become places in it. */
const nodes = 8;
const prime = 7;

/**
 * The first of the keys `wanted` in the order in which a hash table of GLib (2.60 and later) walks the keys `all`, which were put
 * into it in this order.
 *
 * @throws Unsupported if several are wanted of so many keys that the table has grown
 */
export function firstInHash(
  wanted: readonly ByteString[],
  all: Iterable<ByteString>,
): ByteString | undefined {
  if (wanted.length <= 1) return wanted[0];
  const table: (ByteString | undefined)[] = Array.from({ length: nodes });
  let count = 0;
  for (const key of all) {
    count++;
    if (count === nodes) throw new Unsupported(`an object with ${wanted.join(' and ')}`);
    let at = (Math.imul(hashOf(key), 11) >>> 0) % prime;
    for (let step = 1; table[at] !== undefined; step++) at = (at + step) % nodes;
    table[at] = key;
  }
  return table.find(key => key !== undefined && wanted.includes(key));
}

/** The hash of g_str_hash, of signed bytes. 0 and 1 stand for empty nodes. */
function hashOf(key: ByteString): number {
  let hash = 5381;
  for (let index = 0; index < key.length; index++) {
    hash = (Math.imul(hash, 33) + ((key.charCodeAt(index) << 24) >> 24)) | 0;
  }
  return Math.max(hash >>> 0, 2);
}
