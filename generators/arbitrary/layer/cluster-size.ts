import * as fc from 'fast-check';

/** Constraints of `clusterSize`. */
export interface ClusterSizeConstraints {
  /**
   * Largest cluster, in bytes.
   * @defaultValue 2 MiB
   */
  max?: number;
  /**
   * Smallest cluster, in bytes.
   * @defaultValue 512
   */
  min?: number;
}

/** How often each size occurs. 512 gives many L2 tables in little space, 64k is qemu's default. */
const weights: readonly (readonly [bytes: number, weight: number])[] = [
  [512, 30],
  [1024, 10],
  [2048, 6],
  [4096, 14],
  [8192, 5],
  [16384, 5],
  [32768, 4],
  [65536, 18],
  [131072, 3],
  [262144, 2],
  [524288, 2],
  [1048576, 2],
  [2097152, 4],
];

const made = new Map<string, fc.Arbitrary<number>>();

/** For cluster sizes in bytes: every power of two from 512 to 2 MiB, mostly small ones or 64 KiB. */
export function clusterSize(constraints: ClusterSizeConstraints = {}): fc.Arbitrary<number> {
  const { max = 2097152, min = 512 } = constraints;
  if (max < 512 || min > max) throw new RangeError('clusterSize: max must be at least 512, and min');
  const key = `${min} ${max}`;
  const before = made.get(key);
  if (before !== undefined) return before;
  const sizes = weights.filter(([bytes]) => bytes >= min && bytes <= max);
  const all = fc.oneof(...sizes.map(([bytes, weight]) => ({ weight, arbitrary: fc.constant(bytes) })));
  made.set(key, all);
  return all;
}
