import { cbc, ctr, ecb } from '@noble/ciphers/aes.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Unsupported } from '../basics/error.ts';
import type { Cryptography, HashName } from './cryptography.ts';

const hashes = { md5, ripemd160, sha1, sha224, sha256, sha384, sha512 } as const;

const unpadded = { disablePadding: true } as const;

/** The cryptography of noble, which runs wherever JavaScript does. */
export const nobleCryptography: Cryptography = {
  digest: (hash, bytes) => functionOf(hash)(bytes),
  pbkdf2: (hash, password, salt, iterations, length) =>
    pbkdf2(functionOf(hash), password, salt, { c: iterations, dkLen: length }),
  decrypt(mode, key, iv, bytes) {
    switch (mode) {
      case 'cbc':
        return cbc(key, iv, unpadded).decrypt(bytes);
      case 'ctr':
        return ctr(key, iv).decrypt(bytes);
      case 'ecb':
        return ecb(key, unpadded).decrypt(bytes);
      case 'xts':
        return decryptXts(key, iv, bytes);
    }
  },
  encryptBlock: (key, block) => ecb(key, unpadded).encrypt(block),
};

function functionOf(hash: HashName): (typeof hashes)[keyof typeof hashes] {
  if (hash === 'sm3') throw new Unsupported('the hash sm3 without Node');
  return hashes[hash];
}

/** Mode XTS (IEEE 1619) of whole blocks, which noble lacks: the second half of the key encrypts the tweak of the sector. */
function decryptXts(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Uint8Array {
  const half = key.length / 2;
  const tweak = ecb(key.subarray(half), unpadded).encrypt(iv);
  const tweaks = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += tweak.length) {
    tweaks.set(tweak, at);
    double(tweak);
  }
  const decrypted = ecb(key.subarray(0, half), unpadded).decrypt(xor(bytes, tweaks));
  return xor(decrypted, tweaks);
}

/** The product with x in the field of 2^128 elements, whose bytes have the least significant one first. */
function double(tweak: Uint8Array): void {
  let carry = 0;
  for (let at = 0; at < tweak.length; at++) {
    const byte = tweak[at]!;
    tweak[at] = (byte << 1) | carry;
    carry = byte >> 7;
  }
  if (carry === 1) tweak[0]! ^= 0x87;
}

function xor(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.map((byte, at) => byte ^ other[at]!);
}
