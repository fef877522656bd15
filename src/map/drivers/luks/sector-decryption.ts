import type { Cryptography } from '../../host/cryptography.ts';
import { type SectorDecryption, sectorDecryption } from './cipher.ts';
import { aesCipher } from './ciphers/ciphers.ts';
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

const sector = 512;

/** Where encrypted bytes are, in bytes: in the file, and by the number that their sectors are encrypted with. */
export interface EncryptedPlace {
  readonly host: number;
  /** Times 512 the number of the sector; on the same byte of a sector as `host`. */
  readonly numbered: number;
}

/** Fills `bytes` with what is decrypted of those at a place, which need not begin at a sector. */
export function readDecrypted(
  bytes: Uint8Array,
  { host, numbered }: EncryptedPlace,
  read: (offset: number, length: number) => Uint8Array,
  decrypt: SectorDecryption,
): void {
  const byte = numbered % sector;
  const length = Math.ceil((byte + bytes.length) / sector) * sector;
  const sectors = decrypt(read(host - byte, length), (numbered - byte) / sector);
  bytes.set(sectors.subarray(byte, byte + bytes.length));
}
