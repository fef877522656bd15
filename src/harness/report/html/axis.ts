/** The common axis of a drawing: the stretches between all borders of all rows, in guest bytes. */
export interface Axis {
  /** Ascending; a stretch lies between each two. */
  readonly borders: readonly bigint[];
  /** How many stretches to the left and to the right aren't drawn. */
  readonly cutLeft: number;
  readonly cutRight: number;
}

/** More stretches than these are cut around the difference. */
const mostStretches = 48;

/** The axis of rows with these borders; `at` is the place that has to be on it. */
export function axisOf(borders: Iterable<bigint>, at: bigint): Axis {
  const all = [...new Set(borders)].sort((a, b) => (a < b ? -1 : 1));
  const stretches = all.length - 1;
  if (stretches <= mostStretches) return { borders: all, cutLeft: 0, cutRight: 0 };
  const place = Math.max(
    0,
    all.findLastIndex(border => border <= at),
  );
  const first = Math.max(0, Math.min(place - mostStretches / 2, stretches - mostStretches));
  return {
    borders: all.slice(first, first + mostStretches + 1),
    cutLeft: first,
    cutRight: stretches - first - mostStretches,
  };
}

/** The stretches that lie within a range: indexes from `from` to before `to`, equal where there are none. */
export function stretchesOf(
  { borders }: Axis,
  start: bigint,
  end: bigint,
): { readonly from: number; readonly to: number } {
  const from = borders.findIndex(border => border >= start);
  const to = borders.findLastIndex(border => border <= end);
  return from < 0 || to < from ? { from: 0, to: 0 } : { from, to };
}
