/** Of several runs: the median to quote, and the two ends. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @param values at least one */
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
 * How a time grows with a size: `flat` where it hardly does, `linear` where a line fits; else `slower` or `faster` than
 * linear, as what a unit costs falls (a compiler warms up) or rises.
 */
export interface Growth {
  readonly kind: 'flat' | 'linear' | 'slower' | 'faster';
  /** Of the line: time at size 0, and time a unit of size. */
  readonly base: number;
  readonly slope: number;
}

/**
 * What part of the variance the line must explain: of a square over four doublings it explains 0.95, of a line with a
 * tenth of noise 0.99.
 */
const fitting = 0.98;

/**
 * The line of least squares through (size, time).
 *
 * @param negligible what the time may grow by, from the least size to the most, and still be flat
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
