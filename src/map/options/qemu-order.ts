import type { ByteString } from '../basics/byte-string.ts';

const buckets = 512;

/**
 * Keys in the order in which qemu goes through its dictionaries: the one that it complains of first, or prints first,
 * is the one in the lowest of 512 buckets of its hash (that of TDB, the trivial database of Samba). Keys of one bucket
 * stay as they come: which of them qemu takes first depends on how often it copied the dictionary.
 */
export function inQemuOrder(keys: Iterable<ByteString>): ByteString[] {
  return [...keys].sort((one, other) => bucketOf(one) - bucketOf(other));
}

function bucketOf(key: ByteString): number {
  let value = Math.imul(0x238f13af, key.length);
  for (let index = 0; index < key.length; index++) {
    value = (value + (key.charCodeAt(index) << ((5 * index) % 24))) | 0;
  }
  return ((Math.imul(1103515243, value) + 12345) >>> 0) % buckets;
}
