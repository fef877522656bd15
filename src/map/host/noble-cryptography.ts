import { ecb } from '@noble/ciphers/aes.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { latin1Of } from '../basics/bytes.ts';
import type { Cryptography } from './cryptography.ts';
import { sm3 } from './noble-sm3.ts';

const hashes = { md5, ripemd160, sha1, sha224, sha256, sha384, sha512, sm3 } as const;

const unpadded = { disablePadding: true } as const;

/** The cryptography of noble, which runs wherever JavaScript does. */
export const nobleCryptography: Cryptography = {
  digest: (hash, bytes) => latin1Of(hashes[hash](bytes)),
  pbkdf2: (hash, password, salt, iterations, length) =>
    pbkdf2(hashes[hash], password, salt, { c: iterations, dkLen: length }),
  aes: key => ({
    encrypt: blocks => ecb(key, unpadded).encrypt(blocks),
    decrypt: blocks => ecb(key, unpadded).decrypt(blocks),
  }),
};
