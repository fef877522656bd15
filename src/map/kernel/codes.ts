import { type Exports, instantiate } from './exports.ts';

let shared: Exports | undefined;

/** The kernel for functions that need no layer. */
function kernel(): Exports {
  const never = (): never => {
    throw new Error('this kernel has no layers');
  };
  shared ??= instantiate({ find: never, load: never, lookAhead: never, segment: never, damage: never });
  return shared;
}

/** Where the clusters of a qcow2 image are: in its own file, or in an external data file. */
export type ClusterHome = 'image' | 'data-file';

/** The code (bits.ts) of the state of a standard L2 entry. */
export function clusterCode(word: bigint, home: ClusterHome): number {
  return kernel().clusterCode(word, home === 'data-file');
}

/**
 * The code (bits.ts) of the state of one subcluster of an extended L2 entry.
 *
 * @param index 0 to 31
 */
export function subclusterCode(word: bigint, bitmap: bigint, index: number, home: ClusterHome): number {
  return kernel().subclusterCode(word, bitmap, index, home === 'data-file');
}
