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

/**
 * The code (bits.ts) of the state of a standard L2 entry.
 *
 * @param external the image has an external data file
 */
export function clusterCode(word: bigint, external: boolean): number {
  return kernel().clusterCode(word, external);
}

/**
 * The code (bits.ts) of the state of one subcluster of an extended L2 entry.
 *
 * @param index 0 to 31
 * @param external the image has an external data file
 */
export function subclusterCode(word: bigint, bitmap: bigint, index: number, external: boolean): number {
  return kernel().subclusterCode(word, bitmap, index, external);
}
