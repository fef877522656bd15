import * as fc from 'fast-check';
import type { CellRun, Snapshot } from '../../recipe/recipe.ts';

/** Constraints of `snapshots`. */
export interface SnapshotsConstraints {
  /** The rows of snapshots. */
  rows: fc.Arbitrary<CellRun[]>;
}

const names = ['before', 'after', 'a b', 'ünï', ''];

/** For one or two internal snapshots. */
export function snapshots(constraints: SnapshotsConstraints): fc.Arbitrary<Snapshot[]> {
  const snapshot = fc.record({ name: fc.constantFrom(...names), cells: constraints.rows });
  return fc.array(snapshot, { minLength: 1, maxLength: 2, size: 'max' });
}
