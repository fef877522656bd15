import { describe, expect, test } from 'vitest';
import type { HashName } from '../../../src/map/host/cryptography.ts';
import { nobleCryptography as noble } from '../../../src/map/host/noble-cryptography.ts';
import { nodeCryptography as node } from '../../../src/map/host/nodejs/node-cryptography.ts';

const noise = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => ((at + seed) * 2654435761) >>> 13);
const plain = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

const hashes: readonly HashName[] = [
  'md5',
  'ripemd160',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sm3',
];

describe('noble computes what Node does', () => {
  test.each(hashes)('%s', hash => {
    expect(noble.digest(hash, noise(1000, 1))).toBe(node.digest(hash, noise(1000, 1)));
    const input = [hash, noise(9, 1), noise(32, 2), 10, 64] as const;
    expect(plain(noble.pbkdf2(...input))).toEqual(plain(node.pbkdf2(...input)));
  });

  test.each([16, 24, 32])('aes, keys of %d bytes', length => {
    const [key, blocks] = [noise(length, 3), noise(512, 5)];
    expect(plain(noble.aes(key).encrypt(blocks))).toEqual(plain(node.aes(key).encrypt(blocks)));
    expect(plain(noble.aes(key).decrypt(blocks))).toEqual(plain(node.aes(key).decrypt(blocks)));
  });
});
