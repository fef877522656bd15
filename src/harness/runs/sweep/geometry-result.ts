import type { Combinations } from '../../../../generators/sweep/covering-array.ts';
import { geometryConstraints, geometryFactors } from '../../../../generators/sweep/qcow2/geometry.ts';
import type { Finding } from '../../finding/finding.ts';
import { emptyTally, type Tally } from '../tally.ts';

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

/** The result of a geometry sweep that has judged no row yet. */
export function emptyGeometryResult(
  strength: number,
  rows: number,
  combinations: Combinations<typeof geometryFactors>,
): GeometryResult {
  return {
    strength,
    factors: Object.keys(geometryFactors).length,
    rows,
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
