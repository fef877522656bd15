import type { ReadExtent } from './extents/read-extent.ts';

/**
 * The fields of an extent, in the order in which a difference is searched. `compressed` comes before `zero` and `data`: a
 * compressed cluster that is not recognised may be reported as a hole as well.
 */
export const fields = [
  'depth',
  'present',
  'compressed',
  'zero',
  'data',
  'has offset',
  'offset',
  'file',
  'value',
] as const;
export type Field = (typeof fields)[number];

/**
 * How two outcomes of one query differ: the first kind that applies, in this order. `at` is a guest offset in bytes. `message`
 * is the stderr of the side that refused, when the other did not. `left` and `right` of a field are the values of a flag
 * (`true`, `false`, `none`): a flag that is wrongly set is another fault than one that is missing.
 */
export type Difference =
  | { readonly kind: 'exit'; readonly left: string; readonly right: string; readonly message?: string }
  | { readonly kind: 'stderr'; readonly left: string; readonly right: string }
  | { readonly kind: 'coverage'; readonly at: bigint }
  | {
      readonly kind: 'field';
      readonly field: Field;
      readonly at: bigint;
      readonly left?: string;
      readonly right?: string;
    }
  | { readonly kind: 'cut'; readonly at: bigint }
  | { readonly kind: 'text' };

/**
 * The first difference of two lists of extents: the first byte that only one list covers, else the first byte at which a
 * field differs, else the first border that only one list has.
 */
export function differenceOfExtents(
  left: readonly ReadExtent[],
  right: readonly ReadExtent[],
): Difference | undefined {
  const emptiness = differenceOfEmpty(left, right);
  if (emptiness !== 'neither is empty') return emptiness;
  const steps = [...sideBySide(left, right)];
  const uncovered = steps.find(step => (step.left === undefined) !== (step.right === undefined));
  if (uncovered !== undefined) return { kind: 'coverage', at: uncovered.at };
  for (const { at, left: l, right: r } of steps) {
    const field = fields.find(name => valueAt(l!, name, at) !== valueAt(r!, name, at));
    if (field !== undefined) return fieldDifference(field, l!, r!, at);
  }
  const cut = steps.find(({ at, left: l, right: r }) => (l!.start === at) !== (r!.start === at));
  return cut === undefined ? undefined : { kind: 'cut', at: cut.at };
}

/** Compares lists of which one is an empty window: qemu-img prints that as one extent of length 0. */
function differenceOfEmpty(
  left: readonly ReadExtent[],
  right: readonly ReadExtent[],
): Difference | undefined | 'neither is empty' {
  const empty = (side: readonly ReadExtent[]): boolean => side.some(extent => extent.length === 0n);
  if (!empty(left) && !empty(right)) return 'neither is empty';
  const [l, r] = [left[0], right[0]];
  if (left.length !== 1 || right.length !== 1 || l!.length !== r!.length || l!.start !== r!.start) {
    return { kind: 'coverage', at: l?.start ?? r?.start ?? 0n };
  }
  const field = fields.find(name => valueAt(l!, name, l!.start) !== valueAt(r!, name, l!.start));
  return field === undefined ? undefined : fieldDifference(field, l!, r!, l!.start);
}

function fieldDifference(field: Field, left: ReadExtent, right: ReadExtent, at: bigint): Difference {
  const values = [left, right].map(extent => valueAt(extent, field, at));
  if (!values.some(value => typeof value === 'boolean')) return { kind: 'field', field, at };
  const [l, r] = values.map(value => String(value ?? 'none'));
  return { kind: 'field', field, at, left: l!, right: r! };
}

export function valueAt(extent: ReadExtent, field: Field, at: bigint): unknown {
  if (field === 'has offset') return extent.offset !== undefined;
  if (field === 'offset')
    return extent.offset === undefined ? undefined : extent.offset + (at - extent.start);
  return extent[field];
}

export interface Step {
  readonly at: bigint;
  readonly left: ReadExtent | undefined;
  readonly right: ReadExtent | undefined;
}

/** The ranges between all borders of both sides, in order, with the extent that covers each; gaps in both are left out. */
export function* sideBySide(left: readonly ReadExtent[], right: readonly ReadExtent[]): Generator<Step> {
  let [l, r] = [0, 0];
  let at = -1n;
  for (;;) {
    while (l < left.length && endOf(left[l]!) <= at) l++;
    while (r < right.length && endOf(right[r]!) <= at) r++;
    const next = [left[l], right[r]].filter(extent => extent !== undefined);
    if (next.length === 0) return;
    const from = min(next.map(extent => max(extent.start, at)));
    const covering = (extent: ReadExtent | undefined): ReadExtent | undefined =>
      extent !== undefined && extent.start <= from ? extent : undefined;
    yield { at: from, left: covering(left[l]), right: covering(right[r]) };
    at = min(next.map(extent => (extent.start > from ? extent.start : endOf(extent))));
  }
}

const endOf = (extent: ReadExtent): bigint => extent.start + extent.length;
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (values: readonly bigint[]): bigint => values.reduce((a, b) => (a < b ? a : b));
