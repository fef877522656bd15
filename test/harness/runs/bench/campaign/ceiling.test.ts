import { expect, test } from 'vitest';
import { ceilingOf } from '../../../../../src/harness/runs/bench/campaign/ceiling.ts';

const cost = { worker: 0.005, main: 0.001 };

test('workers are the limit until the main thread is busy all the time', () => {
  expect(ceilingOf(cost, 1)).toEqual({ casesPerSecond: 200, busy: 'workers' });
  expect(ceilingOf(cost, 5)).toEqual({ casesPerSecond: 1000, busy: 'workers' });
  expect(ceilingOf(cost, 6)).toEqual({ casesPerSecond: 1000, busy: 'main thread' });
});
