import { cpus, release } from 'node:os';
import type { Lab } from '../../../parties/lab.ts';
import type { Oracle } from '../../../parties/oracle/oracle.ts';
import { plainLabOf } from '../../../parties/plain-lab.ts';
import { servedAlone } from '../../workers/crew/open-crew.ts';
import { needsNoServer, usualIndexes } from './case-list.ts';
import { measureParts, type PartTimes } from './measure-parts.ts';
import type { Rate, Runners } from './rate.ts';
import { measureRateApart } from './rate-process.ts';
import { recordStandIn } from './stand-in.ts';

/** What a campaign costs. */
export interface CampaignCost {
  /** Date and time, ISO 8601 in UTC. */
  readonly date: string;
  readonly host: string;
  readonly node: string;
  /** The first line of `--version` of the qemu-img. */
  readonly oracle: string;
  readonly seed: number;
  readonly runs: number;
  readonly parts: PartTimes;
  /** With the qemu-img, beside its bare rate. */
  readonly rates: readonly Rate[];
  /** With the stand-in for it. */
  readonly standIn: readonly Rate[];
}

/** The settings of the measurement. */
export interface CostPlan extends Lab {
  readonly oracle: Oracle;
  /** Counted rounds or stretches of each measurement. */
  readonly runs: number;
  /** Called with the name of the next measurement. */
  readonly progress: (name: string) => void;
}

/** What one rate is of. */
interface RateSettings {
  readonly oracle: Oracle;
  /** How many at once. */
  readonly jobs: number;
  readonly runners: Runners;
  /** The bare rate of the oracle is measured in turn with it. */
  readonly besideBare: boolean;
}

/** The seed of the cases, and how many there are. */
const [seed, caseCount] = [1, 200];

/** The numbers of jobs that are measured, whatever cores the machine has. */
const jobsMeasured = [1, 2, 4, 8, 16] as const;

/** Measures parts and rates, one after the other. It takes some four minutes on two cores. */
export async function campaignCost(plan: CostPlan): Promise<CampaignCost> {
  const { parties: all, oracle, scratch, runs, progress } = plan;
  const parties = { ...all, oracles: [oracle] };
  const indexes = usualIndexes(caseCount);
  progress('the parts of a case');
  const parts = await measureParts({ parties, scratch, seed, indexes, runs });
  progress('the answers of qemu-img');
  const alone = indexes.filter(index => needsNoServer(seed, index));
  const recorded = await recordStandIn({ parties, oracle, scratch, seed, indexes: alone });
  const rateOf = async (settings: RateSettings): Promise<Rate> => {
    const { oracle: asked, jobs, runners, besideBare } = settings;
    progress(`${besideBare ? 'qemu-img' : 'a stand-in for qemu-img'}, ${jobs} at once, by ${runners}`);
    const folder = scratch.caseFolder();
    const lab = plainLabOf({ parties: { ...parties, oracles: [asked] }, scratch })!;
    const request = { lab, folder: folder.path, seed, indexes: recorded.indexes };
    const rate = await measureRateApart({ ...request, jobs, runners, runs, besideBare });
    folder.drop();
    return rate;
  };
  const rates: Rate[] = [];
  const standIn: Rate[] = [];
  for (const jobs of jobsMeasured) {
    for (const runners of ['one thread', 'workers'] as const)
      standIn.push(await rateOf({ oracle: recorded.oracle, jobs, runners, besideBare: false }));
    const runners = jobs <= servedAlone ? 'one thread' : 'workers';
    rates.push(await rateOf({ oracle, jobs, runners, besideBare: true }));
  }
  return {
    date: new Date().toISOString(),
    host: `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? process.arch}, Linux ${release()}`,
    node: process.version,
    ...{ oracle: oracle.banner, seed, runs, parts, rates, standIn },
  };
}
