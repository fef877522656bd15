import { heldStates } from '../../cells/held-states.ts';
import type { CellRun, CellState, Qcow2Layer } from '../../recipe.ts';
import { mixtureMistake } from '../mixture-mistake.ts';

/** What is wrong with the state of a run of clusters, or undefined if the layer can hold it. */
export function clusterMistake(
  { version, extendedL2, dataFile }: Qcow2Layer,
  run: CellRun,
): string | undefined {
  const holds = (...states: CellState[]): boolean => heldStates(run).some(state => states.includes(state));
  if (version === 2 && holds('zero-plain', 'zero-allocated')) return 'version 2 has no zero clusters';
  if (extendedL2 === undefined && run.state === 'mixed' && !isDataWithHoles(run))
    return 'clusters have subclusters only with extended L2 entries: extl2';
  if (extendedL2 === undefined && holds('reserved', 'illegal'))
    return `${run.state} clusters exist only with extended L2 entries: extl2`;
  if (dataFile !== undefined && holds('compressed')) return 'a data file holds no compressed clusters';
  return run.state === 'mixed' ? mixtureMistake(run) : undefined;
}

/** Whether a cell says which parts of a data cluster were written. That needs no subclusters. */
function isDataWithHoles(run: CellRun): boolean {
  return heldStates(run).every(state => state === 'data' || state === 'data-hole');
}
