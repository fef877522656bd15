import type { ByteString } from '../basics/byte-string.ts';
import type { X509 } from './x509.ts';

/** The hashes that LUKS headers may name, and those of other formats, by the names that Node has for them too. */
export type HashName = 'md5' | 'ripemd160' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sm3';

/** Modes of ciphers. */
export type CipherMode = 'cbc' | 'ctr' | 'ecb' | 'xts';

/**
 * The cryptography of a host. Node's own derives a key from a password three to ten times as fast as the portable one: measured with
 * Node 24, 100,000 iterations take 60 and 576 ms with sha256, 119 and 969 ms with sha1, 217 and 1671 ms with sha512, 389 and 1275 ms
 * with ripemd160. qemu-img makes key slots of as many iterations as take it two seconds.
 */
export interface Cryptography {
  /** As a byte string: node:crypto makes one in half the time that it takes for bytes. */
  digest(hash: HashName, bytes: Uint8Array): ByteString;
  /**
   * PBKDF2 with HMAC (RFC 8018).
   *
   * @param length of the key, in bytes
   */
  pbkdf2(
    hash: HashName,
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length: number,
  ): Uint8Array;
  /**
   * AES.
   *
   * @param key 16, 24 or 32 bytes
   */
  aes(key: Uint8Array): BlockCipher;
  /** Absent: the host can't, as browsers can't. */
  readonly x509?: X509;
}

/** A cipher with a key. It changes whole blocks, each by itself. */
export interface BlockCipher {
  encrypt(blocks: Uint8Array): Uint8Array;
  decrypt(blocks: Uint8Array): Uint8Array;
}
