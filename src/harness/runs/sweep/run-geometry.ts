import { Combinations, coveringArray } from '../../../../generators/sweep/covering-array.ts';
import {
  type Geometry,
  geometryConstraints,
  geometryFactors,
  isGeometry,
} from '../../../../generators/sweep/qcow2/geometry.ts';
import { geometryCase } from '../../../../generators/sweep/qcow2/geometry-case.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Check } from '../../verdict/check.ts';
import { emptyTally, type Tally } from '../tally.ts';
import { checkCase } from '../workers/check-case.ts';
import { childCpuSeconds, ownCpuSeconds } from './cpu-seconds.ts';
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
  readonly tally: Tally;
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
 */
export async function runGeometry(
  plan: SweepPlan,
  strength: number,
  jobs: number,
  watcher: SweepWatcher<GeometryResult>,
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
  const left = rows.entries();

  const work = async (): Promise<void> => {
    for (const [index, row] of left) {
      if (parties.cancel?.aborted) return;
      const origin = `row ${index} of the geometry sweep of strength ${strength}`;
      const value = geometryCase(row);
      const seen = (check: Check): Promise<void> => findings.record(value, origin, check);
      const judged = await checkCase({ ...plan, tally: result.tally, seen }, value, origin);
      if (judged !== undefined && judged.length > 0) addCovered(row);
      await findings.reduce();
      result.findings = [...findings.found.values()];
      watcher.progress(result, elapsed());
    }
  };
  const addCovered = (row: Geometry): void => {
    for (const code of combinations.in(row)) covered.add(code);
    result.judged += 1;
    result.covered = covered.size;
  };

  await Promise.all(Array.from({ length: jobs }, work));
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
