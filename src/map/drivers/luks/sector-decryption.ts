import { Bytes, bytesOf } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { CipherMode, Cryptography, HashName } from '../../host/cryptography.ts';
import type { Cipher } from './ciphers/ciphers.ts';
import { decryptionInMode } from './decryption-in-mode.ts';

const sector = 512;
/** Bytes that are decrypted at once, so that the module of ciphers needs no more memory for a whole image. */
const mostBytes = 65_536;
const wordRange = 2 ** 32;

/** How the initial vector of a sector is made. With `essiv` it is encrypted by a key: the hash of the key of the image. */
export type IvSource =
  | { readonly kind: 'plain' | 'plain64' }
  | { readonly kind: 'essiv'; readonly hash: HashName };

/** A cipher in a mode, sector by sector. */
export interface SectorCipher {
  readonly cipher: Cipher;
  readonly mode: CipherMode;
  readonly iv: IvSource;
}

/** Decrypts whole sectors of 512 bytes, of which the first one has the number `first`. */
export type SectorDecryption = (bytes: Uint8Array, first: number) => Uint8Array;

/**
 * The decryption of sectors by a key.
 *
 * @param key of a length that the cipher has; in mode XTS two such keys
 * @throws Refusal if the cipher is not to be had in this mode
 */
export function sectorDecryption(
  { cipher, mode, iv }: SectorCipher,
  key: Uint8Array,
  cryptography: Cryptography,
): SectorDecryption {
  if (mode === 'xts' && key.length % 2 === 1) {
    throw new Refusal('XTS cipher key length should be a multiple of 2');
  }
  if (!cipher.modes.includes(mode)) throw new Refusal(`Unsupported cipher mode ${mode}`);
  const withKey = (part: Uint8Array) => cipher.withKey(part, cryptography);
  const ivCipher = iv.kind === 'essiv' ? withKey(bytesOf(cryptography.digest(iv.hash, key))) : undefined;
  const decrypt = decryptionInMode(mode, { withKey, block: cipher.block }, key);
  return (bytes, first) => {
    const decrypted = new Uint8Array(bytes.length);
    for (let at = 0; at < bytes.length; at += mostBytes) {
      const part = bytes.subarray(at, at + mostBytes);
      const numbers = sectorNumbers(first + at / sector, part.length / sector, cipher.block, iv);
      decrypted.set(decrypt(ivCipher?.encrypt(numbers) ?? numbers, part), at);
    }
    return decrypted;
  };
}

/** The numbers of sectors, each as a block: in little-endian, then zeros. With `plain` they have 32 bits. */
function sectorNumbers(first: number, count: number, block: number, { kind }: IvSource): Bytes {
  const numbers = new Bytes(count * block);
  for (let index = 0; index < count; index++) {
    const number = first + index;
    numbers.writeUInt32LE(number % wordRange, index * block);
    if (kind !== 'plain') numbers.writeUInt32LE(Math.floor(number / wordRange), index * block + 4);
  }
  return numbers;
}
