import type { Cryptography } from '../../host/cryptography.ts';
import { aesCipher } from './ciphers/ciphers.ts';
import { type SectorDecryption, sectorDecryption } from './sector-decryption.ts';
import type { Unlocked } from './unlock.ts';

/** The decryption of the payload of a volume. */
export function luksDecryption(
  { cipher, masterKey }: Unlocked,
  cryptography: Cryptography,
): SectorDecryption {
  return sectorDecryption(cipher, masterKey, cryptography);
}

const keyBytes = 16;

/** The decryption of the old AES encryption of qcow and qcow2, whose key is the beginning of the password (crypto/block-qcow.c). */
export function aesDecryption(password: Uint8Array, cryptography: Cryptography): SectorDecryption {
  const key = new Uint8Array(keyBytes);
  key.set(password.subarray(0, keyBytes));
  const cipher = { cipher: aesCipher, mode: 'cbc', iv: { kind: 'plain64' } } as const;
  return sectorDecryption(cipher, key, cryptography);
}
