import { Refusal, Unsupported } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';
import { type Algorithms, algorithmsOf } from './algorithms.ts';
import { mergeStripes } from './anti-forensic.ts';
import { checkLuksHeader, usualStripes } from './check-header.ts';
import { decryptSectors } from './cipher.ts';
import { crypto } from './crypto.ts';
import { type KeySlot, type LuksHeader, luksHeaderBytes, parseLuksHeader, slotStates } from './header.ts';

const sector = 512;
/** More iterations node:crypto doesn't do; they would take many minutes. */
const maxIterations = 2 ** 31 - 1;

/** Reads `length` bytes at `offset` of what the LUKS header begins, or throws the refusal of doing so. */
export type ReadLuks = (offset: number, length: number) => Buffer;

/**
 * Makes sure that `password` opens a LUKS 1 header, as qemu does when it opens an image. What the master key is good
 * for, the data, no map needs.
 *
 * @throws Refusal in qemu's words: of a header that isn't sound, or of a password that opens no key slot
 * @throws Unsupported of ciphers other than AES, and where qemu aborts
 */
export function unlock(read: ReadLuks, password: Buffer, profile: Profile): void {
  const header = parseLuksHeader(read(0, luksHeaderBytes));
  checkLuksHeader(header, profile);
  const algorithms = algorithmsOf(header, profile);
  const active = header.slots.filter(({ state }) => state === slotStates.active);
  if (active.some(slot => opensSlot(slot, header, algorithms, read, password))) return;
  throw new Refusal('Invalid password, cannot unlock any keyslot');
}

/** Whether the master key that `password` finds in the slot is the one whose digest stands in the header. */
function opensSlot(
  slot: KeySlot,
  header: LuksHeader,
  { cipher, hash }: Algorithms,
  read: ReadLuks,
  password: Buffer,
): boolean {
  const { keyLength, iterations, salt, digest } = header;
  const materialLength = keyLength * slot.stripes;
  if (slot.stripes !== usualStripes || slot.iterations === 0 || materialLength % sector !== 0) {
    throw new Unsupported('a LUKS key slot that qemu aborts on');
  }
  if (Math.max(slot.iterations, iterations) > maxIterations) {
    throw new Unsupported(`LUKS with more than ${maxIterations} iterations`);
  }
  const { pbkdf2Sync } = crypto();
  const encrypted = read(slot.sector * sector, materialLength);
  return remembered([cipher, hash, password, slot, salt, iterations, digest], encrypted, () => {
    const slotKey = pbkdf2Sync(password, slot.salt, slot.iterations, keyLength, hash);
    const material = decryptSectors(cipher, slotKey, encrypted);
    const masterKey = mergeStripes(material, keyLength, slot.stripes, hash);
    return pbkdf2Sync(masterKey, salt, iterations, digest.length, hash).equals(digest);
  });
}

const answers = new Map<string, boolean>();
/** An answer takes some 200 bytes. */
const mostAnswers = 1_000;

/**
 * What `opens` says, asked once of the same `inputs` and key material: half a megabyte goes through ciphers and hashes
 * one sector and one digest at a time, and many maps of one image ask the same.
 */
function remembered(inputs: unknown, material: Buffer, opens: () => boolean): boolean {
  const { hash } = crypto();
  const question = `${hash('sha256', JSON.stringify(inputs))} ${hash('sha256', material)}`;
  const before = answers.get(question);
  if (before !== undefined) return before;
  const answer = opens();
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(question, answer);
  return answer;
}
