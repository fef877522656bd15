import type { ImageFile } from '../../file/image-file.ts';
import { readThrough } from '../../file/read-through.ts';
import type { Profile } from '../../profile/profile.ts';
import { isWithinReach } from '../format/reach.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { type ResourceReader, takeResourceInParts } from './resource.ts';
import type { Part } from './trailer.ts';

const wordBytes = 4;
/** Where the header of the fork has the length of the resources, in bytes. */
const lengthAt = 8;

/**
 * Gives a reader the resources of a fork, which follow each other, each behind its length.
 *
 * @throws Refusal
 */
export function readResourceFork(
  file: ImageFile,
  fork: Part,
  reader: ResourceReader,
  profile: Profile,
): void {
  const word = (at: number): number => file.read(at, wordBytes).readUInt32BE(0);
  const invalid = () => refusalWithoutText(file, 'Invalid argument');
  const start = word(fork.offset);
  if (start > fork.length) throw invalid();
  const length = word(fork.offset + lengthAt);
  // qemu adds them in 32 bits.
  if (length === 0 || (start + length) % 2 ** 32 > fork.length) throw invalid();
  let at = fork.offset + start;
  const end = at + length;
  while (at < end) {
    const bytes = word(at);
    if (bytes === 0 || bytes > end - at) throw invalid();
    at += wordBytes;
    checkLength(file, bytes, profile);
    readThrough(file, at, bytes);
    const first = at;
    takeResourceInParts(reader, bytes, (offset, count) => file.read(first + offset, count));
    at += bytes;
  }
}

/** Checks that qemu can read a resource of that many bytes at once. */
function checkLength(file: ImageFile, bytes: number, profile: Profile): void {
  if (bytes >= 2 ** 31) throw refusalWithoutText(file, profile.readsFrom2GiB);
  if (!isWithinReach(profile, 0n, bytes)) throw refusalWithoutText(file, 'Input/output error');
}
