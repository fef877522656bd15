import { noOffset, type Run } from '../format.ts';
import { hasHostCluster, type SubclusterState } from './entry.ts';

/**
 * Writes what a state means for a map into `run`.
 *
 * @param offset the host offset of the run's start; used where the state has one
 */
export function setState(run: Run, state: SubclusterState, offset: number): void {
  run.data = state === 'data' || state === 'compressed';
  run.zero = state === 'zero-plain' || state === 'zero-allocated';
  run.compressed = state === 'compressed';
  run.offset = hasHostCluster(state) ? offset : noOffset;
  run.refine = false;
  run.invalidNext = false;
}
