import type { ByteString } from '../basics/byte-string.ts';

const buckets = 512;

/**
 * Sorts keys as qemu walks its dictionaries, which decides what it prints or complains about first. A dictionary has 512
 * buckets, by the hash of TDB (the trivial database of Samba). Keys of one bucket keep their order here; in qemu it depends
 * on how often the dictionary was copied.
 */
export function inQemuOrder(keys: Iterable<ByteString>): ByteString[] {
  return [...keys].sort((a, b) => bucketOf(a) - bucketOf(b));
}

/** Sorts keys that were put into one dictionary in this order, which was not copied: of a bucket, the last one comes first. */
export function inDictionaryOrder(keys: Iterable<ByteString>): ByteString[] {
  return inQemuOrder([...keys].reverse());
}

function bucketOf(key: ByteString): number {
  let value = Math.imul(0x238f13af, key.length);
  for (let index = 0; index < key.length; index++) {
    value = (value + (key.charCodeAt(index) << ((5 * index) % 24))) | 0;
  }
  return ((Math.imul(1103515243, value) + 12345) >>> 0) % buckets;
}

/**
 * The same for options that stood in larger dictionaries before: qemu takes them out of one after the other, and puts them into the
 * next as it finds them. So keys of one bucket keep the order that they had further out.
 *
 * @param path the keys that lead to these options, from the outermost on
 */
export function inOrderOfPath(keys: Iterable<ByteString>, path: readonly ByteString[]): ByteString[] {
  let ordered = [...keys];
  for (const depth of path.keys()) {
    const prefix = path
      .slice(depth)
      .map(key => `${key}.`)
      .join('');
    ordered = inQemuOrder(ordered.map(key => prefix + key)).map(key => key.slice(prefix.length));
  }
  return inQemuOrder(ordered);
}
