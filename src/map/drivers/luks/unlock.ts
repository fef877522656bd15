import { type Bytes, bytesOf, latin1Of } from '../../basics/bytes.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import type { Cryptography } from '../../host/cryptography.ts';
import { type Algorithms, algorithmsOf } from './algorithms.ts';
import { mergeStripes } from './anti-forensic.ts';
import { checkLuksHeader, type LuksRules, usualStripes } from './check-header.ts';
import { decryptSectors } from './cipher.ts';
import { type KeySlot, type LuksHeader, luksHeaderBytes, parseLuksHeader, slotStates } from './header.ts';

const sector = 512;
/** The most iterations that node:crypto does; they take many minutes. */
const maxIterations = 2 ** 31 - 1;

/**
 * Reads `length` bytes at `offset` from the start of the LUKS header.
 *
 * @throws Refusal
 */
export type ReadLuks = (offset: number, length: number) => Bytes;

/**
 * Checks that `password` opens a LUKS 1 header, as qemu does when it opens an image. Returns the header; the master key is not
 * returned: a map reads no data.
 *
 * @throws Refusal if the header is not sound, or if the password opens no key slot
 * @throws Unsupported if qemu aborts
 */
export function unlock(read: ReadLuks, password: Uint8Array, rules: LuksRules): LuksHeader {
  const header = parseLuksHeader(read(0, luksHeaderBytes));
  checkLuksHeader(header, rules);
  const { profile, cryptography } = rules;
  const device = { header, algorithms: algorithmsOf(header, profile), read, cryptography };
  const active = header.slots.filter(({ state }) => state === slotStates.active);
  if (active.some(slot => opensSlot(slot, password, device))) return header;
  throw new Refusal('Invalid password, cannot unlock any keyslot');
}

/** A LUKS header with what it takes to try its key slots. */
interface LuksDevice {
  readonly header: LuksHeader;
  readonly algorithms: Algorithms;
  readonly read: ReadLuks;
  readonly cryptography: Cryptography;
}

/** Whether `password` opens the slot: the master key that it decrypts has the digest in the header. */
function opensSlot(
  slot: KeySlot,
  password: Uint8Array,
  { header, algorithms: { cipher, hash }, read, cryptography }: LuksDevice,
): boolean {
  const { keyLength, iterations, salt, digest } = header;
  const materialLength = keyLength * slot.stripes;
  if (slot.stripes !== usualStripes || slot.iterations === 0) {
    throw new Unsupported('a LUKS key slot that qemu aborts on');
  }
  if (Math.max(slot.iterations, iterations) > maxIterations) {
    throw new Unsupported(`LUKS with more than ${maxIterations} iterations`);
  }
  const encrypted = read(slot.sector * sector, materialLength);
  const inputs = bytesOf(JSON.stringify([cipher, hash, password, slot, salt, iterations, digest]));
  const key = [inputs, encrypted].map(bytes => latin1Of(cryptography.digest('sha256', bytes))).join();
  return remembered(key, () => {
    const slotKey = cryptography.pbkdf2(hash, password, slot.salt, slot.iterations, keyLength);
    const material = decryptSectors(cipher, slotKey, encrypted, cryptography);
    const masterKey = mergeStripes(material, keyLength, slot.stripes, hash, cryptography);
    return digest.equals(cryptography.pbkdf2(hash, masterKey, salt, iterations, digest.length));
  });
}

const answers = new Map<string, boolean>();
/** An answer takes about 200 bytes. */
const mostAnswers = 1_000;

/**
 * The result of `opens`, computed once for the same `key`, which stands for all that it depends on. It takes long: half a megabyte
 * goes through ciphers and hashes, one sector and one digest at a time. Many maps of one image need the same result.
 */
function remembered(key: string, opens: () => boolean): boolean {
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = opens();
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(key, answer);
  return answer;
}
