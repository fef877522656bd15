import * as fc from 'fast-check';

/** Constraints of `hostSlots`. */
export interface HostSlotsConstraints {
  /** The number of clusters that take a host slot. */
  count: number;
  /**
   * A slot far away, from which on some of the clusters stand.
   * @defaultValue none
   */
  far?: number;
  /**
   * Whether they are seldom contiguous.
   * @defaultValue false
   */
  mixed?: boolean;
}

/**
 * For the host slots of clusters in guest order: mostly contiguous, else with a gap, broken in two, reversed or
 * shuffled.
 */
export function hostSlots(constraints: HostSlotsConstraints): fc.Arbitrary<readonly number[]> {
  const { count, far, mixed = false } = constraints;
  if (count < 0) throw new RangeError('hostSlots: count must not be negative');
  const inOrder = Array.from({ length: count }, (_, slot) => slot);
  const cut = fc.integer({ min: 0, max: count });
  const gap = fc
    .tuple(cut, fc.integer({ min: 1, max: 3 }))
    .map(([at, width]) => inOrder.map(slot => (slot < at ? slot : slot + width)));
  if (far !== undefined && count > 0)
    return fc
      .integer({ min: 0, max: count - 1 })
      .map(at => inOrder.map(slot => (slot < at ? slot : slot + far)));
  const broken = cut.map(at => [...inOrder.slice(at), ...inOrder.slice(0, at)]);
  return fc.oneof(
    { weight: mixed ? 1 : 10, arbitrary: fc.constant(inOrder) },
    { weight: 2, arbitrary: gap },
    { weight: 2, arbitrary: broken },
    { weight: 2, arbitrary: fc.constant(inOrder.toReversed()) },
    { weight: 2, arbitrary: fc.shuffledSubarray(inOrder, { minLength: count, maxLength: count }) },
  );
}
