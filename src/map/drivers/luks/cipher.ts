import { Bytes, joined } from '../../basics/bytes.ts';
import { Unsupported } from '../../basics/error.ts';
import type { CipherMode, Cryptography, HashName } from '../../host/cryptography.ts';

const sector = 512;
const blockBytes = 16;

/** How the initial vector of a sector is made. With `essiv` it is encrypted by a key: the hash of the key of the image. */
export type IvSource =
  | { readonly kind: 'plain' | 'plain64' }
  | { readonly kind: 'essiv'; readonly hash: HashName };

/** AES in a mode, sector by sector. */
export interface SectorCipher {
  readonly mode: CipherMode;
  readonly iv: IvSource;
}

/**
 * Decrypts whole sectors of 512 bytes. The first one has the number 0.
 *
 * @param key 16, 24 or 32 bytes; in mode XTS two such keys
 * @throws Unsupported for AES-192 in mode XTS, which OpenSSL doesn't have
 */
export function decryptSectors(
  { mode, iv }: SectorCipher,
  key: Uint8Array,
  bytes: Uint8Array,
  cryptography: Cryptography,
): Bytes {
  if (mode === 'xts' && key.length === 48) throw new Unsupported('aes-192 in mode xts');
  const ivOf = ivMaker(iv, key, cryptography);
  const sectors: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += sector) {
    sectors.push(cryptography.decrypt(mode, key, ivOf(at / sector), bytes.subarray(at, at + sector)));
  }
  return joined(sectors);
}

/** Makes initial vectors from sector numbers below 2^32: the number in little-endian, then zeros. */
function ivMaker(
  source: IvSource,
  key: Uint8Array,
  cryptography: Cryptography,
): (number: number) => Uint8Array {
  const plain = (number: number): Bytes => {
    const iv = new Bytes(blockBytes);
    iv.writeUInt32LE(number);
    return iv;
  };
  if (source.kind !== 'essiv') return plain;
  const salt = cryptography.digest(source.hash, key);
  return number => cryptography.encryptBlock(salt, plain(number));
}
