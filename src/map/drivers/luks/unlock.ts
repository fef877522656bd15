import { type Bytes, bytesOf } from '../../basics/bytes.ts';
import { Abort, Refusal, Unsupported } from '../../basics/error.ts';
import type { Cryptography } from '../../host/cryptography.ts';
import { type Algorithms, algorithmsOf } from './algorithms.ts';
import { mergeStripes } from './anti-forensic.ts';
import { checkLuksHeader, type LuksRules, materialBytes } from './check-header.ts';
import { type KeySlot, type LuksHeader, luksHeaderBytes, parseLuksHeader, slotStates } from './header.ts';
import { type SectorCipher, type SectorDecryption, sectorDecryption } from './sector-decryption.ts';

const sector = 512;
/** The most iterations that node:crypto does; they take many minutes. */
const maxIterations = 2 ** 31 - 1;

/**
 * Reads `length` bytes at `offset` from the start of the LUKS header.
 *
 * @throws Refusal
 */
export type ReadLuks = (offset: number, length: number) => Bytes;

/** A LUKS 1 volume that a password has opened. */
export interface Unlocked {
  readonly header: LuksHeader;
  /** How the sectors of the payload are encrypted, and by which key. */
  readonly cipher: SectorCipher;
  readonly masterKey: Uint8Array;
}

/**
 * Opens a LUKS 1 header by `password`, as qemu does when it opens an image.
 *
 * @throws Refusal if the header is not sound, or if the password opens no key slot
 * @throws Abort
 * @throws Unsupported if it would take very long
 */
export function unlock(read: ReadLuks, password: Uint8Array, rules: LuksRules): Unlocked {
  const header = parseLuksHeader(read(0, luksHeaderBytes));
  checkLuksHeader(header, rules);
  const { profile, cryptography } = rules;
  const device = { header, algorithms: algorithmsOf(header, profile), read, cryptography };
  for (const slot of header.slots.filter(({ state }) => state === slotStates.active)) {
    const masterKey = masterKeyIn(slot, password, device);
    if (masterKey !== undefined) return { header, cipher: device.algorithms.cipher, masterKey };
  }
  throw new Refusal('Invalid password, cannot unlock any keyslot');
}

/** A LUKS header with what it takes to try its key slots. */
interface LuksDevice {
  readonly header: LuksHeader;
  readonly algorithms: Algorithms;
  readonly read: ReadLuks;
  readonly cryptography: Cryptography;
}

/** The master key in the slot, if `password` opens it: then the key has the digest in the header. */
function masterKeyIn(
  slot: KeySlot,
  password: Uint8Array,
  { header, algorithms: { cipher, hash }, read, cryptography }: LuksDevice,
): Uint8Array | undefined {
  const { keyLength, iterations, salt, digest } = header;
  const materialLength = materialBytes(slot, header);
  if (materialLength !== keyLength * slot.stripes) {
    throw new Abort(
      'it reads behind the key material of a LUKS key slot',
      'Correct the stripes in the header.',
    );
  }
  if (slot.iterations === 0) throw withoutIterations('key slot');
  if (Math.max(slot.iterations, iterations) > maxIterations) {
    throw new Unsupported(`LUKS with more than ${maxIterations} iterations`);
  }
  const encrypted = read(slot.sector * sector, materialLength);
  const inputs = bytesOf(JSON.stringify([cipher, hash, password, slot, salt, iterations, digest]));
  const key = [inputs, encrypted].map(bytes => cryptography.digest('sha256', bytes)).join();
  return remembered(key, () => {
    const slotKey = cryptography.pbkdf2(hash, password, slot.salt, slot.iterations, keyLength);
    const decrypt = sectorDecryption(cipher, slotKey, cryptography);
    if (materialLength % sector !== 0) {
      throw new Abort(
        'the key material of a LUKS key slot ends within a sector',
        'Correct the key length and the stripes in the header.',
      );
    }
    if (iterations === 0) throw withoutIterations('header');
    const pieces = decryptedPieces(encrypted, stripesAtOnce * keyLength, decrypt);
    const masterKey = mergeStripes(pieces, keyLength, hash, cryptography);
    const found = cryptography.pbkdf2(hash, masterKey, salt, iterations, digest.length);
    return digest.equals(found) ? masterKey : undefined;
  });
}

/** The stripes that are decrypted at once. They end with a sector, whatever the length of a key. 5.2 takes slots of a gigabyte. */
const stripesAtOnce = 4 * sector;

/** Key material, decrypted `length` bytes at a time. */
function* decryptedPieces(
  encrypted: Uint8Array,
  length: number,
  decrypt: SectorDecryption,
): Generator<Uint8Array> {
  for (let at = 0; at < encrypted.length; at += length) {
    yield decrypt(encrypted.subarray(at, at + length), at / sector);
  }
}

function withoutIterations(place: string): Abort {
  return new Abort(`a LUKS ${place} without iterations`, 'Correct the iterations in the header.');
}

const answers = new Map<string, Uint8Array | undefined>();
/** An answer takes about 200 bytes. */
const mostAnswers = 1_000;

/**
 * The result of `derive`, computed once for the same `key`, which stands for all that it depends on. It takes long: half a megabyte
 * goes through ciphers and hashes, one sector and one digest at a time. Many maps of one image need the same result.
 */
function remembered(key: string, derive: () => Uint8Array | undefined): Uint8Array | undefined {
  if (answers.has(key)) return answers.get(key);
  const answer = derive();
  if (answers.size >= mostAnswers) answers.clear();
  answers.set(key, answer);
  return answer;
}
