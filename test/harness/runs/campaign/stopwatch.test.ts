import { afterEach, expect, test, vi } from 'vitest';
import { Stopwatch } from '../../../../src/harness/runs/campaign/stopwatch.ts';

afterEach(() => vi.restoreAllMocks());

test('excluded work does not count as elapsed time', async () => {
  let now = 100;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const watch = new Stopwatch();
  now = 130;
  expect(watch.elapsed()).toBe(30);
  await watch.exclude(async () => {
    now = 500;
  });
  now = 510;
  expect(watch.elapsed()).toBe(40);
});
