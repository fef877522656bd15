import { Combinations, coveringArray } from '../../../../generators/sweep/covering-array.ts';
import {
  type Geometry,
  geometryConstraints,
  geometryFactors,
  isGeometry,
} from '../../../../generators/sweep/qcow2/geometry.ts';
import { geometryCase } from '../../../../generators/sweep/qcow2/geometry-case.ts';
import type { Finding } from '../../finding/finding.ts';
import { nothingBefore } from '../../finding/findings.ts';
import { addTallies, emptyTally, type Tally } from '../tally.ts';
import type { CaseRecord } from '../workers/case/case-record.ts';
import type { CaseTask } from '../workers/case/case-task.ts';
import { type Crew, type CrewPlan, noSource } from '../workers/crew/crew.ts';
import { type Amount, openCrew, rowWork } from '../workers/crew/open-crew.ts';
import { childCpuSeconds, ownCpuSeconds } from './chain/cpu-seconds.ts';
import { beginSweep, type SweepPlan, type SweepWatcher } from './sweep-run.ts';

/** The result of a geometry sweep. */
export interface GeometryResult {
  /** Factors of each combination. */
  readonly strength: number;
  readonly factors: number;
  /** Rows of the covering array, and how many of them are judged so far. */
  readonly rows: number;
  judged: number;
  /** Allowed combinations, and how many of them the judged rows have. */
  readonly possible: number;
  covered: number;
  /** Combinations that no image can have, by the first constraint that forbids them. */
  readonly forbidden: ReadonlyMap<string, number>;
  tally: Tally;
  findings: readonly Finding[];
  /** CPU seconds of the started programs, and of everything else. */
  startedSeconds: number;
  ownSeconds: number;
  milliseconds: number;
  interrupted: boolean;
}

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
  const result: GeometryResult = {
    strength,
    factors: Object.keys(geometryFactors).length,
    rows: rows.length,
    judged: 0,
    ...countAllowed(combinations),
    covered: 0,
    tally: emptyTally(),
    findings: [],
    startedSeconds: 0,
    ownSeconds: 0,
    milliseconds: 0,
    interrupted: false,
  };
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
  try {
    while (!isOver()) {
      await crew.run('cases', nextRow, take);
      await Promise.all(Array.from({ length: jobs }, () => findings.reduce(crew.reduce)));
      result.findings = [...findings.found.values()];
    }
  } finally {
    await crew.close();
  }
  result.startedSeconds = childCpuSeconds() - startedBefore;
  result.ownSeconds = ownCpuSeconds() - ownBefore;
  result.milliseconds = elapsed();
  result.interrupted = parties.cancel?.aborted === true;
  return result;
}

function countAllowed(
  combinations: Combinations<typeof geometryFactors>,
): Pick<GeometryResult, 'possible' | 'forbidden'> {
  let possible = 0;
  const forbidden = new Map(geometryConstraints.map(({ name }) => [name, 0]));
  for (const { ways } of combinations.all()) {
    const constraint = geometryConstraints.find(({ forbids }) => forbids(ways));
    if (constraint === undefined) possible += 1;
    else forbidden.set(constraint.name, forbidden.get(constraint.name)! + 1);
  }
  return { possible, forbidden };
}
