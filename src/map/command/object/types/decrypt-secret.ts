import type { ByteString } from '../../../basics/byte-string.ts';
import { bytesOf } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import { decryptionInMode } from '../../../drivers/luks/decryption-in-mode.ts';
import type { Cryptography } from '../../../host/cryptography.ts';
import { decodeStrictBase64 } from './base64.ts';

const keyBytes = 32;
const block = 16;

/** Data that AES-256 has encrypted in mode CBC, with padding as in PKCS #7. */
export interface EncryptedSecret {
  readonly key: Uint8Array;
  /** The initial vector, in Base64; absent: none was given. */
  readonly iv: ByteString | undefined;
  /** Reads the data. A mistake in it is found after those in the key and in the initial vector. */
  readonly data: () => Uint8Array;
}

/**
 * Decrypts the data of a secret (qcrypto_secret_decrypt, 5.2 to 11.1). Of the padding only the last byte is looked at, which may be
 * zero.
 *
 * @throws Refusal
 */
export function decryptSecret({ key, iv, data }: EncryptedSecret, cryptography: Cryptography): Uint8Array {
  if (key.length !== keyBytes) throw new Refusal(`Key should be ${keyBytes} bytes in length`);
  if (iv === undefined) throw new Refusal('IV is required to decrypt secret');
  const vector = decodeStrictBase64(bytesOf(iv));
  if (vector.length !== block) {
    throw new Refusal(`IV should be ${block} bytes in length not ${vector.length}`);
  }
  const encrypted = data();
  if (encrypted.length % block !== 0) {
    throw new Refusal(`Length ${encrypted.length} must be a multiple of block size ${block}`);
  }
  if (encrypted.length === 0) return encrypted;
  const cipher = { withKey: (bytes: Uint8Array) => cryptography.aes(bytes), block };
  const padded = decryptionInMode('cbc', cipher, key)(vector, encrypted);
  const padding = padded.at(-1)!;
  if (padding > block) {
    throw new Refusal(`Incorrect number of padding bytes (${padding}) found on decrypted data`);
  }
  return padded.subarray(0, padded.length - padding);
}
