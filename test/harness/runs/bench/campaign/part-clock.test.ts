import { expect, test } from 'vitest';
import { PartClock } from '../../../../../src/harness/runs/bench/campaign/part-clock.ts';

test('a part has what passed since the one before it ended, without what is skipped', () => {
  let now = 10;
  const clock = new PartClock(() => now);
  const after = (seconds: number): void => {
    now += seconds;
  };
  after(1);
  clock.ends('draw');
  after(2);
  clock.ends('map');
  after(4);
  clock.skip();
  after(8);
  clock.ends('draw');
  expect([clock.secondsOf('draw'), clock.secondsOf('map'), clock.secondsOf('count')]).toEqual([9, 2, 0]);
});
