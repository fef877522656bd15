import { expect, test } from 'vitest';
import { Pace } from '../../../../../src/harness/runs/workers/case/pace.ts';

test('a program hangs if it had all the grace, and took much longer than any check', () => {
  const pace = new Pace();
  pace.took(40);
  expect([4900, 5000].map(milliseconds => pace.isHang(milliseconds))).toEqual([false, true]);
});

test('on a machine where checks take seconds, an answer of some seconds is no hang', () => {
  const pace = new Pace();
  for (const milliseconds of [2500, 300]) pace.took(milliseconds);
  expect([7000, 7500].map(milliseconds => pace.isHang(milliseconds))).toEqual([false, true]);
});
