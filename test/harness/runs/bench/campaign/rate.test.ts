import { expect, test } from 'vitest';
import { rateOf } from '../../../../../src/harness/runs/bench/campaign/rate.ts';

test('a rate is that of each stretch by itself', () => {
  const rate = rateOf(4, 'workers', [
    { cases: 100, checks: 200, seconds: 2, ownCpu: 1, mainCpu: 0.1 },
    { cases: 100, checks: 150, seconds: 1, ownCpu: 2, mainCpu: 0.3 },
  ]);
  expect(rate).toEqual({
    jobs: 4,
    runners: 'workers',
    casesPerSecond: { median: 75, least: 50, most: 100 },
    checksPerSecond: { median: 125, least: 100, most: 150 },
    ownACase: { median: 0.015, least: 0.01, most: 0.02 },
    mainACase: { median: 0.002, least: 0.001, most: 0.003 },
  });
});
