import { pbkdf2Sync } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { pageCryptography } from '../../../src/explorer/worker/page-cryptography.ts';
import { nobleCryptography } from '../../../src/map/host/noble-cryptography.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const derive = (salt: string, iterations: number): Uint8Array =>
  pageCryptography.pbkdf2('sha256', bytes('password'), bytes(salt), iterations, 32);

test('a key is derived once, and nobody who gets it can change it for the next', () => {
  const derived = vi.spyOn(nobleCryptography, 'pbkdf2');
  const expected = pbkdf2Sync('password', 'salt', 1000, 32, 'sha256');
  for (let time = 0; time < 3; time++) {
    const key = derive('salt', 1000);
    expect(Buffer.from(key).equals(expected)).toBe(true);
    key.fill(0);
  }
  expect(derived).toHaveBeenCalledTimes(1);
  expect(derive('salt', 1001)).not.toEqual(derive('other salt', 1001));
  expect(derived).toHaveBeenCalledTimes(3);
});

test('64 keys are kept, the last ones that were used', () => {
  const derived = vi.spyOn(nobleCryptography, 'pbkdf2').mockClear();
  derive('first', 1);
  for (let other = 0; other < 63; other++) derive(`${other}`, 1);
  derive('first', 1);
  derive('64', 1);
  expect(derived).toHaveBeenCalledTimes(65);
  derive('first', 1);
  expect(derived).toHaveBeenCalledTimes(65);
  derive('0', 1);
  expect(derived).toHaveBeenCalledTimes(66);
});

test('a key that would take minutes is refused', () => {
  expect(() => derive('salt', 2 ** 32 - 1)).toThrow('a key of 4294967295 iterations in a browser');
});
