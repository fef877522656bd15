import { digestAt, messageAt } from './message.ts';
import { sha1 } from './sha1.ts';
import { sha224, sha256 } from './sha256.ts';

const sha1Bytes: usize = 20;
const sha224Bytes: usize = 28;

/**
 * Merges stripes to the block from `start` up to `end` ("LUKS On-Disk Format Specification", "Anti-forensic information splitting"): before
 * each, the parts of the block are replaced by a digest of their number and themselves.
 *
 * @param stripes from here up to `stripesEnd`, each as long as the block
 * @param digestBytes 20 for SHA-1, 28 for SHA-224, 32 for SHA-256
 */
export function merge(start: usize, end: usize, stripes: usize, stripesEnd: usize, digestBytes: usize): void {
  let stripe = stripes;
  while (stripe < stripesEnd) {
    let number: u32 = 0;
    for (let part = start; part < end; part += digestBytes) {
      const length = min(digestBytes, end - part);
      store<u32>(messageAt, bswap<u32>(number));
      memory.copy(messageAt + 4, part, length);
      if (digestBytes === sha1Bytes) sha1(length + 4);
      else if (digestBytes === sha224Bytes) sha224(length + 4);
      else sha256(length + 4);
      for (let at: usize = 0; at < length; at++) {
        store<u8>(part + at, load<u8>(digestAt + at) ^ load<u8>(stripe + at));
      }
      stripe += length;
      number++;
    }
  }
}
