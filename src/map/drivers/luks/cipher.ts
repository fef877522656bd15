import { Unsupported } from '../../basics/error.ts';
import { crypto } from './crypto.ts';

const sector = 512;
const blockBytes = 16;

export type CipherMode = 'cbc' | 'ctr' | 'ecb' | 'xts';

/** How the initial vector of a sector is made. With `essiv` it is encrypted by a key: the hash of the key of the image. */
export type IvSource =
  | { readonly kind: 'plain' | 'plain64' }
  | { readonly kind: 'essiv'; readonly hash: string };

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
export function decryptSectors(cipher: SectorCipher, key: Buffer, bytes: Buffer): Buffer {
  const bits = (cipher.mode === 'xts' ? key.length / 2 : key.length) * 8;
  if (cipher.mode === 'xts' && bits === 192) throw new Unsupported('aes-192 in mode xts');
  const name = `aes-${bits}-${cipher.mode}`;
  const { createDecipheriv } = crypto();
  const ivOf = ivMaker(cipher.iv, key);
  const sectors: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += sector) {
    const iv = cipher.mode === 'ecb' ? null : ivOf(at / sector);
    const decipher = createDecipheriv(name, key, iv).setAutoPadding(false);
    sectors.push(decipher.update(bytes.subarray(at, at + sector)), decipher.final());
  }
  return Buffer.concat(sectors);
}

/** Makes initial vectors from sector numbers below 2^32: the number in little-endian, then zeros. */
function ivMaker(source: IvSource, key: Buffer): (number: number) => Buffer {
  const plain = (number: number): Buffer => {
    const iv = Buffer.alloc(blockBytes);
    iv.writeUInt32LE(number);
    return iv;
  };
  if (source.kind !== 'essiv') return plain;
  const { createCipheriv, createHash } = crypto();
  const salt = createHash(source.hash).update(key).digest();
  return number => createCipheriv(`aes-${salt.length * 8}-ecb`, salt, null).update(plain(number));
}
