import { digestAt, digestMessage, messageAt } from './sha256.ts';

const digestBytes: usize = 32;

/**
 * Merges stripes to the block from `start` up to `end` ("LUKS On-Disk Format Specification", "Anti-forensic information splitting"): before
 * each, the parts of the block are replaced by the SHA-256 of their number and themselves.
 *
 * @param stripes from here up to `stripesEnd`, each as long as the block
 */
export function merge(start: usize, end: usize, stripes: usize, stripesEnd: usize): void {
  let stripe = stripes;
  while (stripe < stripesEnd) {
    let number: u32 = 0;
    for (let part = start; part < end; part += digestBytes) {
      const length = min(digestBytes, end - part);
      store<u32>(messageAt, bswap<u32>(number));
      memory.copy(messageAt + 4, part, length);
      digestMessage(length + 4);
      for (let at: usize = 0; at < length; at++) {
        store<u8>(part + at, load<u8>(digestAt + at) ^ load<u8>(stripe + at));
      }
      stripe += length;
      number++;
    }
  }
}
