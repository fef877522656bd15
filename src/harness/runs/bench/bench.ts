import { cpus, release } from 'node:os';
import { type BigRow, bigRows } from './big-loads.ts';
import { contests } from './contests.ts';
import { inProcessTime } from './in-process.ts';
import { nodeStarts } from './node-starts.ts';
import { type Race, race, type Track } from './race.ts';
import { type BenchResult, type Curve, curveOf, type Row, rowOf } from './result.ts';
import { series } from './series.ts';
import { spreadOf } from './statistics.ts';

/** The settings of a benchmark. */
export interface BenchPlan extends Track {
  /** Whether the big loads are mapped too. */
  readonly big: boolean;
  /** Whether the series are measured too. */
  readonly growth: boolean;
  /** Counted runs of each program, for each size of a series. */
  readonly growthRuns: number;
  /** Called with the name of the next measurement. */
  readonly progress: (name: string) => void;
}

/**
 * Runs the contests one after the other, then the series.
 *
 * @throws HarnessError `bench-differs`, `bench-run`, `no-koffi`
 */
export async function bench(plan: BenchPlan): Promise<BenchResult> {
  plan.progress('the start of node');
  const start = spreadOf((await nodeStarts(plan.scratch, 2 * plan.runs)).map(({ cpu }) => cpu));
  const rows: Row[] = [];
  for (const { name, write, target, tableBytes } of contests) {
    plan.progress(name);
    rows.push(rowOf(name, target, await race(plan, write, tableBytes), start.median));
  }
  const big: BigRow[] = plan.big ? await bigRows(plan, plan.progress) : [];
  plan.progress('in process');
  const inProcess = inProcessTime(plan.scratch);
  const curves: Curve[] = [];
  for (const { write, ...along } of plan.growth ? series : []) {
    const races: Race[] = [];
    for (const size of along.sizes) {
      plan.progress(`${along.name}: ${size}`);
      races.push(await race({ ...plan, runs: plan.growthRuns }, write(size)));
    }
    curves.push(curveOf(along, races));
  }
  return {
    date: new Date().toISOString(),
    host: `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? process.arch}, Linux ${release()}`,
    node: process.version,
    oracle: plan.oracle.banner,
    oracleName: plan.oracle.name,
    runs: plan.runs,
    start,
    rows,
    big,
    inProcess,
    curves,
  };
}
