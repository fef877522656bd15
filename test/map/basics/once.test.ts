import { expect, test } from 'vitest';
import { once } from '../../../src/map/basics/once.ts';

test('a value is made on the first call, and once, also where it is undefined', () => {
  let calls = 0;
  const value = once(() => {
    calls++;
    return undefined;
  });
  expect(calls).toBe(0);
  expect([value(), value()]).toEqual([undefined, undefined]);
  expect(calls).toBe(1);
});
