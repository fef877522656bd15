/** The common axis of a drawing: the stretches of guest bytes between the borders of all rows. */
export interface Axis {
  /** Ascending; between two neighbours lies a stretch. */
  readonly borders: readonly bigint[];
  /** Stretches that are cut off on the left and on the right. */
  readonly cutLeft: number;
  readonly cutRight: number;
}

/** A longer axis is cut around the difference. */
const mostStretches = 48;

/** The axis of rows with these borders; `at` is a guest offset that must be on it. */
export function axisOf(borders: Iterable<bigint>, at: bigint): Axis {
  const all = [...new Set(borders)].sort((a, b) => (a < b ? -1 : 1));
  const stretches = all.length - 1;
  if (stretches <= mostStretches) return { borders: all, cutLeft: 0, cutRight: 0 };
  const index = Math.max(
    0,
    all.findLastIndex(border => border <= at),
  );
  const first = Math.max(0, Math.min(index - mostStretches / 2, stretches - mostStretches));
  return {
    borders: all.slice(first, first + mostStretches + 1),
    cutLeft: first,
    cutRight: stretches - first - mostStretches,
  };
}

/** The indexes of the stretches within a range: from `from` to before `to`, which are equal if there are none. */
export function stretchesOf(
  { borders }: Axis,
  start: bigint,
  end: bigint,
): { readonly from: number; readonly to: number } {
  const from = borders.findIndex(border => border >= start);
  const to = borders.findLastIndex(border => border <= end);
  return from < 0 || to < from ? { from: 0, to: 0 } : { from, to };
}
