import { describe, expect, test } from 'vitest';
import type { CipherMode, HashName } from '../../../src/map/host/cryptography.ts';
import { nobleCryptography as noble } from '../../../src/map/host/noble-cryptography.ts';
import { nodeCryptography as node } from '../../../src/map/host/nodejs/node-cryptography.ts';

const noise = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => ((at + seed) * 2654435761) >>> 13);
const plain = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

const hashes: readonly HashName[] = ['md5', 'ripemd160', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'];

describe('noble computes what Node does', () => {
  test.each(hashes)('%s', hash => {
    expect(plain(noble.digest(hash, noise(1000, 1)))).toEqual(plain(node.digest(hash, noise(1000, 1))));
    const input = [hash, noise(9, 1), noise(32, 2), 10, 64] as const;
    expect(plain(noble.pbkdf2(...input))).toEqual(plain(node.pbkdf2(...input)));
  });

  test.each([
    ...(['cbc', 'ctr', 'ecb'] as const).flatMap(mode => [16, 24, 32].map(length => [mode, length] as const)),
    ['xts', 32] as const,
    ['xts', 64] as const,
  ])('aes in mode %s, keys of %d bytes', (mode: CipherMode, length) => {
    const input = [mode, noise(length, 3), noise(16, 4), noise(512, 5)] as const;
    expect(plain(noble.decrypt(...input))).toEqual(plain(node.decrypt(...input)));
  });

  test.each([16, 32])('one block, keys of %d bytes', length => {
    const input = [noise(length, 6), noise(16, 7)] as const;
    expect(plain(noble.encryptBlock(...input))).toEqual(plain(node.encryptBlock(...input)));
  });
});

test('a hash that noble lacks is refused by name', () => {
  expect(() => noble.digest('sm3', noise(1, 1))).toThrow('the hash sm3 without Node is not supported yet');
});
