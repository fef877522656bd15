/** The median, the least and the greatest value of several runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/**
 * The spread of some values.
 *
 * @param values at least one
 */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
  return {
    median: sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : median,
    least: sorted[0]!,
    most: sorted.at(-1)!,
  };
}

/**
 * How a time grows with a size. `flat`: hardly. `linear`: a line fits. Otherwise `slower` or `faster` than linear: the
 * cost of a unit falls (a compiler warms up) or rises.
 */
export interface Growth {
  readonly kind: 'flat' | 'linear' | 'slower' | 'faster';
  /** The fitted line: time at size 0, and time for each unit of size. */
  readonly base: number;
  readonly slope: number;
}

/**
 * The part of the variance that a fitting line explains at least. A line explains 0.95 of a square over four doublings,
 * and 0.99 of a line with a tenth of noise.
 */
const fitting = 0.98;

/**
 * The growth of a time, by the line of least squares through the points.
 *
 * @param negligible the difference of two times below which growth is flat
 */
export function growthOf(
  points: readonly (readonly [size: number, time: number])[],
  negligible: number,
): Growth {
  const mean = (pick: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean(([size]) => size), mean(([, time]) => time)];
  const sxx = mean(([size]) => (size - x) ** 2);
  const sxy = mean(([size, time]) => (size - x) * (time - y));
  const syy = mean(([, time]) => (time - y) ** 2);
  const slope = sxy / sxx;
  const line = { base: y - slope * x, slope };
  const times = points.map(([, time]) => time);
  if (Math.max(...times) - Math.min(...times) <= negligible) return { kind: 'flat', ...line };
  if (sxy ** 2 / (sxx * syy) >= fitting) return { kind: 'linear', ...line };
  const middle = points[points.length >> 1]!;
  return {
    kind: steepness(middle, points.at(-1)!) < steepness(points[0]!, middle) ? 'slower' : 'faster',
    ...line,
  };
}

function steepness(from: readonly [number, number], to: readonly [number, number]): number {
  return (to[1] - from[1]) / (to[0] - from[0]);
}
