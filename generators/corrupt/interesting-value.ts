import * as fc from 'fast-check';

/** Constraints of `interestingValue`. */
export interface InterestingValueConstraints {
  /** Bytes of the word. */
  width: 1 | 2 | 4 | 8;
  /**
   * Cluster size of the image, in bytes.
   * @defaultValue 65536
   */
  unit?: number;
  /**
   * Values where the meaning of the word changes. They and their neighbours are drawn often.
   * @defaultValue 0 and the cluster size
   */
  near?: readonly bigint[];
}

/** 64-bit arithmetic fails at the end of the signed range, and where a length is added to an offset. */
const farEnds = [62n, 63n].flatMap(power =>
  [0n, 1n, 8n, 512n, 1n << 21n, 1n << 30n].map(short => (1n << power) - short),
);

/**
 * For unsigned words that readers of qcow2 may get wrong: 0, 1, all ones, powers of two, multiples of the cluster size
 * up to the top, values near 2^63, and the given values, exactly or off by one. Words wide enough for offsets are also
 * off by a sector or a cluster.
 */
export function interestingValue(constraints: InterestingValueConstraints): fc.Arbitrary<bigint> {
  const { width, unit = 65536, near = [0n, BigInt(unit)] } = constraints;
  if (near.length === 0) throw new RangeError('interestingValue: near must not be empty');
  const bits = 8 * width;
  const cluster = BigInt(unit);
  const oneOff = [0n, 0n, 0n, 0n, 1n, -1n];
  const shifts = width === 8 ? [...oneOff, 8n, 512n, -512n, cluster, -cluster] : oneOff;
  const given = fc.tuple(fc.constantFrom(...near), fc.constantFrom(...shifts));
  const power = fc.tuple(fc.integer({ min: 0, max: bits - 1 }), fc.constantFrom(0n, 0n, 1n, -1n));
  const multiple = fc.integer({ min: 0, max: bits - 1 }).map(shift => cluster << BigInt(shift));
  return fc
    .oneof(
      { weight: 16, arbitrary: given.map(([value, shift]) => value + shift) },
      { weight: 2, arbitrary: fc.constantFrom(0n, 1n, 2n, 3n, -1n, -2n) },
      { weight: 3, arbitrary: power.map(([exponent, shift]) => (1n << BigInt(exponent)) + shift) },
      { weight: 2, arbitrary: multiple },
      { weight: width === 8 ? 1 : 0, arbitrary: fc.constantFrom(...farEnds) },
      { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }) },
    )
    .map(value => BigInt.asUintN(bits, value));
}
