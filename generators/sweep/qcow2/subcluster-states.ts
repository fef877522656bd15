import { plainestCell } from '../../recipe/cells/cell-row.ts';
import type { SubclusterState } from '../../recipe/recipe.ts';
import type { SweepState } from '../columns/sweep-state.ts';

/** The states that can stand together in a cluster with a host offset, and in one without. */
const withHost: readonly SubclusterState[] = ['data', 'zero-allocated', 'reserved'];
const withoutHost: readonly SubclusterState[] = ['unallocated', 'zero-plain'];

const subclusters = 32;

/**
 * Clusters with every sequence of `length` neighbouring runs of subclusters. Those with a host offset come twice:
 * continuing the host offset before them, and not. Pairs of such clusters have every sequence across the border of
 * clusters too. The ends of runs differ from cluster to cluster.
 */
export function subclusterStates(length: 2 | 3): SweepState[] {
  const clusters = [withoutHost, withHost].flatMap(states =>
    sequences(states, length).map((sequence, index) => ({ states, cell: clusterOf(sequence, index) })),
  );
  return clusters.flatMap(({ states, cell }) =>
    (states === withHost ? [false, true] : [false]).map(continues => ({ cell, continues })),
  );
}

function sequences(states: readonly SubclusterState[], length: number): SubclusterState[][] {
  if (length === 0) return [[]];
  return states.flatMap(state => sequences(states, length - 1).map(rest => [state, ...rest]));
}

/** The runs, cut at varying places. None is empty: 7 and 31 have no common factor. */
function clusterOf(sequence: readonly SubclusterState[], index: number): SweepState['cell'] {
  const most = subclusters - (sequence.length - 1);
  const first = 1 + ((index * 7) % (most - 1));
  const second = sequence.length === 2 ? subclusters - first : 1 + ((index * 5) % (subclusters - first - 1));
  const counts = [first, second, subclusters - first - second];
  return plainestCell({
    state: 'mixed',
    subclusters: sequence.map((state, at) => ({ state, count: counts[at]! })),
  });
}
