import { expect, test } from 'vitest';
import { beginningAt, moved, narrower, wider } from '../../../src/explorer/chain/window.ts';

const size = 1_048_576n;
const whole = { start: 0n, end: size };

test('a window gets narrower around what is looked at, or around its middle, down to a sector', () => {
  expect(narrower(whole, 0n)).toEqual({ start: 0n, end: 262_144n });
  expect(narrower(whole, undefined)).toEqual({ start: 393_216n, end: 655_360n });
  expect(narrower(whole, size - 1n)).toEqual({ start: 786_432n, end: size });
  expect(narrower({ start: 512n, end: 1024n }, 700n)).toEqual({ start: 512n, end: 1024n });
});

test('wider windows and moved ones stay within the chain', () => {
  expect(wider({ start: 0n, end: 65_536n }, size)).toEqual({ start: 0n, end: 262_144n });
  expect(wider({ start: 0n, end: 524_288n }, size)).toEqual(whole);
  expect(moved({ start: 0n, end: 65_536n }, 1n, size)).toEqual({ start: 32_768n, end: 98_304n });
  expect(moved({ start: 0n, end: 65_536n }, -1n, size)).toEqual({ start: 0n, end: 65_536n });
  expect(moved({ start: 983_040n, end: size }, 1n, size).end).toBe(size);
});

test('a window that is moved to an offset keeps its length, and ends with the chain at most', () => {
  const window = { start: 0n, end: 65_536n };
  expect(beginningAt(131_072n, window, size)).toEqual({ start: 131_072n, end: 196_608n });
  expect(beginningAt(size - 512n, window, size)).toEqual({ start: size - 65_536n, end: size });
});
