import { expect, test } from 'vitest';
import { Pauses } from '../../../../src/harness/runs/campaign/pauses.ts';

test('planned pauses become rarer', () => {
  const pauses = new Pauses();
  const at = [...Array(1000).keys()].map(seconds => 1000 * seconds).filter(time => pauses.resume(time));
  expect(at).toEqual(
    [5, 10, 15, 23, 34, 51, 76, 114, 171, 257, 385, 577, 865].map(seconds => 1000 * seconds),
  );
});

test('a pause comes earlier if something has to be reduced, at least 5 s after the last one', () => {
  const pauses = new Pauses();
  for (const planned of [5_000, 10_000, 15_000]) pauses.resume(planned);
  expect(pauses.isDue(20_000, 0)).toBe(false);
  expect(pauses.isDue(19_000, 1)).toBe(false);
  expect(pauses.isDue(20_000, 1)).toBe(true);
  expect(pauses.resume(20_000)).toBe(false);
  expect(pauses.isDue(22_000, 1)).toBe(false);
  expect(pauses.isDue(22_500, 0)).toBe(true);
});
