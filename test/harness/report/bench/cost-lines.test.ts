import { expect, test } from 'vitest';
import { costLines } from '../../../../src/harness/report/bench/cost-lines.ts';
import type { CampaignCost } from '../../../../src/harness/runs/bench/campaign/campaign-cost.ts';
import { rateOf } from '../../../../src/harness/runs/bench/campaign/rate.ts';

const spread = (median: number) => ({ median, least: median / 2, most: 2 * median });
const stretch = { cases: 100, checks: 200, seconds: 1, ownCpu: 0.5, mainCpu: 0.1 };

const cost: CampaignCost = {
  date: '2026-01-02T03:04:05.000Z',
  host: '2 cores, a machine',
  node: 'v24.0.0',
  oracle: 'qemu-img version 11.1.0',
  seed: 1,
  runs: 3,
  parts: {
    cases: 100,
    checks: 200,
    byPart: {
      draw: spread(0.001),
      write: spread(0.001),
      start: spread(0.002),
      map: spread(0.001),
      model: spread(0.0005),
      compare: spread(0.0001),
      relations: spread(0.0002),
      count: spread(0.0002),
    },
    sum: spread(0.006),
    whole: spread(0.005),
  },
  rates: [
    {
      ...rateOf(2, 'one thread', [stretch]),
      bare: { jobs: 2, perSecond: 250, slowest: 200, fastest: 300, slices: 3, milliseconds: 1500 },
    },
    { ...rateOf(4, 'workers', [stretch]), bare: 'a qemu-img hangs' },
  ],
  standIn: [
    rateOf(1, 'one thread', [stretch]),
    rateOf(1, 'workers', [stretch]),
    rateOf(2, 'workers', [{ ...stretch, ownCpu: 1 }]),
  ],
};

test('a part is told for a case, for a check, and as a share of all parts', () => {
  const row = costLines(cost).find(line => line.startsWith('| our map'));
  expect(row?.split('|').map(cell => cell.trim())).toEqual([
    ...['', 'our map', '1.00 ms (0.50 ms to 2.00 ms)', '0.50 ms', '17 %', ''],
  ]);
});

test('the ceiling is that of one thread, and of workers at the least jobs, up to that of the main thread', () => {
  const lines = costLines(cost);
  expect(lines).toContain(
    'Ceiling of our own work, if no qemu-img took any time: 200 cases and 400 checks a second on one thread.',
  );
  expect(lines.join('\n')).toContain('1: 250, 2: 500, 4: 1000, 8: 1000, 16: 1000, 32: 1000 cases a second.');
  expect(lines.join('\n')).toContain('takes 1.00 ms a case, allows 1000 cases and 2000 checks a second.');
});

test('a rate stands beside the bare rate, if that could be measured', () => {
  const cells = costLines(cost).map(line => line.split('|').map(cell => cell.trim()));
  expect(cells).toContainEqual([
    ...['', '2', 'one thread', '250', '200 (80 %)', '100', '5.00 ms', '1.00 ms', ''],
  ]);
  expect(cells).toContainEqual(['', '4', 'workers', '-', '200', '100', '5.00 ms', '1.00 ms', '']);
});
