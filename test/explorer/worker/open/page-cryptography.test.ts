import { pbkdf2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { pageCryptography } from '../../../../src/explorer/worker/open/page-cryptography.ts';

const derive = (iterations: number): Uint8Array =>
  pageCryptography.pbkdf2('sha256', Buffer.from('password'), Buffer.from('salt'), iterations, 32);

test('a key that would take minutes is refused, and any other derived', () => {
  expect(() => derive(2 ** 32 - 1)).toThrow('a key of 4294967295 iterations in a browser');
  expect(Buffer.from(derive(1000))).toEqual(pbkdf2Sync('password', 'salt', 1000, 32, 'sha256'));
});
