import type { CampaignCost } from '../../runs/bench/campaign/campaign-cost.ts';
import { type CaseCost, ceilingOf } from '../../runs/bench/campaign/ceiling.ts';
import type { PartTimes } from '../../runs/bench/campaign/measure-parts.ts';
import { type Part, parts } from '../../runs/bench/campaign/part-clock.ts';
import type { Rate } from '../../runs/bench/campaign/rate.ts';
import type { Spread } from '../../runs/bench/statistics.ts';
import { milliseconds } from './summary.ts';
import { tableLines } from './table.ts';

/** What a campaign costs, as tables in Markdown. */
export function costLines(cost: CampaignCost): string[] {
  const { date, host, node, oracle, seed, runs, parts: times } = cost;
  return [
    `${date.slice(0, 10)}: ${host}, Node ${node.slice(1)}, ${oracle}, ${times.cases} cases of seed ${seed}. Medians of ${runs} runs; least to most in brackets.`,
    '',
    ...tableLines(partRows(times)),
    '',
    ...ceilingLines(cost),
    '',
    ...tableLines(rateRows(cost.rates)),
    '',
    'With a stand-in for qemu-img, a shell that prints the recorded answer:',
    '',
    ...tableLines(standInRows(cost.standIn)),
  ];
}

const partTexts: Readonly<Record<Part, string>> = {
  draw: 'draw the case',
  write: 'write its files, and remove them',
  start: 'start qemu-img, and read what it prints',
  map: 'our map',
  model: 'the model',
  compare: 'compare the three',
  relations: 'relations: more of our maps',
  count: 'count, and cover',
};

function partRows({ cases, checks, byPart, sum, whole }: PartTimes): string[][] {
  const row = (name: string, seconds: Spread): string[] => [
    name,
    `${milliseconds(seconds.median)} (${milliseconds(seconds.least)} to ${milliseconds(seconds.most)})`,
    milliseconds((seconds.median * cases) / checks),
    `${((100 * seconds.median) / sum.median).toFixed(0)} %`,
  ];
  return [
    ['part', 'CPU of ours a case', 'a check', 'share'],
    ...parts.map(part => row(partTexts[part], byPart[part])),
    row('all parts', sum),
    row('the same, as a worker does it', whole),
  ];
}

/** Numbers of workers that a ceiling is computed for. */
const workerCounts = [1, 2, 4, 8, 16, 32];

function ceilingLines({ parts: { cases, checks, whole }, standIn }: CampaignCost): string[] {
  const rate = (casesPerSecond: number): string =>
    `${casesPerSecond.toFixed(0)} cases and ${((casesPerSecond * checks) / cases).toFixed(0)} checks a second`;
  const cost = workerCost(standIn);
  const ceilings = workerCounts.map(workers => ({ workers, ...ceilingOf(cost, workers) }));
  return [
    `Ceiling of our own work, if no qemu-img took any time: ${rate(1 / whole.median)} on one thread.`,
    `With workers, each on a core of its own: ${ceilings.map(({ workers, casesPerSecond }) => `${workers}: ${casesPerSecond.toFixed(0)}`).join(', ')} cases a second. ` +
      `The main thread, which takes ${milliseconds(cost.main)} a case, allows ${rate(1 / cost.main)}.`,
  ];
}

/** From the rate of the fewest workers: they get in each other's way least. */
function workerCost(rates: readonly Rate[]): CaseCost {
  const { ownACase, mainACase } = rates.find(({ runners }) => runners === 'workers')!;
  return { worker: ownACase.median - mainACase.median, main: mainACase.median };
}

function rateRows(rates: readonly Rate[]): string[][] {
  return [
    ['jobs', 'run by', 'bare starts/s', 'checks/s', 'cases/s', 'CPU of ours a case', 'of the main thread'],
    ...rates.map(rate => {
      const { bare } = rate;
      const [jobs, runners, cases, checks, ...cpu] = rateCells(rate);
      const perSecond = bare === undefined || typeof bare === 'string' ? undefined : bare.perSecond;
      const share = perSecond && ` (${((100 * rate.checksPerSecond.median) / perSecond).toFixed(0)} %)`;
      return [jobs!, runners!, perSecond?.toFixed(0) ?? '-', `${checks}${share ?? ''}`, cases!, ...cpu];
    }),
  ];
}

function standInRows(rates: readonly Rate[]): string[][] {
  return [
    ['jobs', 'run by', 'cases/s', 'checks/s', 'CPU of ours a case', 'of the main thread'],
    ...rates.map(rateCells),
  ];
}

function rateCells({ jobs, runners, casesPerSecond, checksPerSecond, ownACase, mainACase }: Rate): string[] {
  return [
    String(jobs),
    runners,
    casesPerSecond.median.toFixed(0),
    checksPerSecond.median.toFixed(0),
    milliseconds(ownACase.median),
    milliseconds(mainACase.median),
  ];
}
