import { type Field, fields, sideBySide, valueAt } from './difference.ts';
import type { ReadExtent } from './extents/read-extent.ts';

/** A range of guest bytes in which neither of two maps has a border, and what the maps say of it. */
export interface ExtentComparison {
  readonly start: bigint;
  readonly end: bigint;
  readonly left: ReadExtent | undefined;
  readonly right: ReadExtent | undefined;
  /** The fields that both maps print, and that differ here. */
  readonly differing: readonly Field[];
}

/** Compares two maps from border to border. What only one version prints isn't compared: `present` since 6.1, `compressed` since 8.2. */
export function compareExtents(
  left: readonly ReadExtent[],
  right: readonly ReadExtent[],
): ExtentComparison[] {
  const printed = fields.filter(field =>
    [left, right].every(side => side.some(extent => prints(extent, field))),
  );
  const steps = [...sideBySide(left, right)];
  return steps.map(({ at, left: l, right: r }, index) => {
    const ends = [l, r].flatMap(extent => (extent === undefined ? [] : [extent.start + extent.length]));
    const next = steps[index + 1]?.at;
    return {
      start: at,
      end: [...ends, ...(next === undefined ? [] : [next])].reduce((a, b) => (a < b ? a : b)),
      left: l,
      right: r,
      differing:
        l === undefined || r === undefined
          ? []
          : printed.filter(field => valueAt(l, field, at) !== valueAt(r, field, at)),
    };
  });
}

/** Whether a map has an offset is told by each extent that has none, too. */
function prints(extent: ReadExtent, field: Field): boolean {
  return field === 'has offset' || extent[field] !== undefined;
}
