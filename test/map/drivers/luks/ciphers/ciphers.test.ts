import { describe, expect, test } from 'vitest';
import { cipherNamed } from '../../../../../src/map/drivers/luks/ciphers/ciphers.ts';
import { nodeCryptography } from '../../../../../src/map/host/nodejs/node-cryptography.ts';
import { newest } from '../../../../../src/map/profile/profile.ts';

const bytesOf = (digits: string): Uint8Array => Buffer.from(digits, 'hex');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const withKey = (name: string, key: string) =>
  cipherNamed(name, newest)!.withKey(bytesOf(key), nodeCryptography);
const zeros = '0'.repeat(32);
const smKey = '0123456789abcdeffedcba9876543210';

/** The vectors of RFC 2144 (B.1), those that come with the Serpent submission, those of the Twofish paper (B.2), and of GB/T 32907 (A.1). */
describe.each([
  ['CAST-128', 'cast5', '0123456712345678234567893456789a', '0123456789abcdef', '238b4fe5847e44b2'],
  ['Serpent', 'serpent', '80'.padEnd(32, '0'), zeros, '264e5481eff42a4606abda06c0bfda3d'],
  ['Serpent', 'serpent', '80'.padEnd(48, '0'), zeros, '9e274ead9b737bb21efcfca548602689'],
  ['Serpent', 'serpent', '80'.padEnd(64, '0'), zeros, 'a223aa1288463c0e2be38ebd825616c0'],
  ['Twofish', 'twofish', zeros, zeros, '9f589f5cf6122c32b6bfec2f2ae8c35a'],
  [
    'Twofish',
    'twofish',
    '0123456789abcdeffedcba98765432100011223344556677',
    zeros,
    'cfd1d2e5a9be9cdf501f13b892bd2248',
  ],
  [
    'Twofish',
    'twofish',
    '0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff',
    zeros,
    '37527be0052334b89f0cfccae87cfa20',
  ],
  ['SM4', 'sm4', smKey, smKey, '681edf34d206965e86b3e94f536e4246'],
])('%s, key %2$s', (_, cipher, key, plain, encrypted) => {
  test('encrypts', () => expect(hex(withKey(cipher, key).encrypt(bytesOf(plain)))).toBe(encrypted));
  test('decrypts', () => expect(hex(withKey(cipher, key).decrypt(bytesOf(encrypted)))).toBe(plain));
  test('each block by itself', () => {
    const twice = bytesOf(plain + encrypted);
    const { encrypt, decrypt } = withKey(cipher, key);
    expect(hex(decrypt(encrypt(twice)))).toBe(hex(twice));
    expect(hex(encrypt(twice)).slice(0, encrypted.length)).toBe(encrypted);
  });
});

test('Serpent a hundred times', () => {
  const { encrypt } = withKey('serpent', '80'.padEnd(64, '0'));
  const times = (count: number, block: Uint8Array): Uint8Array =>
    count === 0 ? block : times(count - 1, encrypt(block));
  expect(hex(times(100, bytesOf(zeros)))).toBe('739e0148971fd975b585eafdbd659e2c');
});
