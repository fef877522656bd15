import { Combinations, coveringArray } from '../../../../generators/sweep/covering-array.ts';
import { type Geometry, geometryFactors, isGeometry } from '../../../../generators/sweep/qcow2/geometry.ts';
import { geometryCase } from '../../../../generators/sweep/qcow2/geometry-case.ts';
import { nothingBefore } from '../../finding/findings.ts';
import { addTallies } from '../tally.ts';
import type { CaseRecord } from '../workers/case/case-record.ts';
import type { CaseTask } from '../workers/case/case-task.ts';
import { type Crew, type CrewPlan, noSource } from '../workers/crew/crew.ts';
import { type Amount, openCrew, rowWork } from '../workers/crew/open-crew.ts';
import { childCpuSeconds, ownCpuSeconds } from './chain/cpu-seconds.ts';
import { emptyGeometryResult, type GeometryResult } from './geometry-result.ts';
import { beginSweep, type SweepPlan, type SweepWatcher, workInRounds } from './sweep-run.ts';

/**
 * Maps a small sweep in every row of a covering array of geometries. Every allowed combination of `strength` factors
 * occurs in one of the rows. `jobs` rows run at once.
 *
 * @param open opens the crew that maps the rows
 */
export async function runGeometry(
  plan: SweepPlan,
  strength: number,
  jobs: number,
  watcher: SweepWatcher<GeometryResult>,
  open: (plan: CrewPlan, amount: Amount) => Crew = openCrew,
): Promise<GeometryResult> {
  const { parties } = plan;
  const { findings, elapsed } = beginSweep(plan, watcher);
  const [startedBefore, ownBefore] = [childCpuSeconds(), ownCpuSeconds()];
  const combinations = new Combinations(geometryFactors, strength);
  const rows = coveringArray(geometryFactors, strength, isGeometry);
  const covered = new Set<number>();
  const result = emptyGeometryResult(strength, rows.length, combinations);
  let next = 0;
  const isOver = (): boolean => parties.cancel?.aborted === true || next === rows.length;
  const addCovered = (row: Geometry): void => {
    for (const code of combinations.in(row)) covered.add(code);
    result.judged += 1;
    result.covered = covered.size;
  };
  const nextRow = (): CaseTask | undefined => {
    if (isOver() || findings.pending > 0) return undefined;
    const index = next++;
    const origin = `row ${index} of the geometry sweep of strength ${strength}`;
    return { kind: 'given', value: geometryCase(rows[index]!), origin, index };
  };
  const take = (record: CaseRecord): void => {
    result.tally = addTallies(result.tally, record.tally);
    for (const { identified, origin, at } of record.faults) findings.add(identified, origin, at);
    for (const index of record.judged) addCovered(rows[index]!);
    watcher.progress(result, elapsed());
  };

  const crewPlan = { ...plan, ...noSource, known: nothingBefore.known, jobs };
  const crew = open(crewPlan, { work: rows.length * rowWork });
  const round = (): Promise<void> => crew.run('cases', nextRow, take);
  await workInRounds({ crew, jobs, findings, result, isOver, round });
  result.startedSeconds = childCpuSeconds() - startedBefore;
  result.ownSeconds = ownCpuSeconds() - ownBefore;
  result.milliseconds = elapsed();
  result.interrupted = parties.cancel?.aborted === true;
  return result;
}
