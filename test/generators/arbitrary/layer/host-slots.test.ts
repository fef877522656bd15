import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostSlots } from '../../../../generators/arbitrary/layer/host-slots.ts';

test('the requested number of distinct slots is drawn, with at most three skipped', () => {
  const drawn = fc.nat({ max: 40 }).chain(count => fc.tuple(fc.constant(count), hostSlots({ count })));
  fc.assert(
    fc.property(drawn, ([count, slots]) => {
      expect(slots).toHaveLength(count);
      expect(new Set(slots).size).toBe(count);
      expect(Math.max(-1, ...slots)).toBeLessThan(count + 3);
    }),
  );
});

test('with a far slot the last clusters stand there, in order', () => {
  const far = 1 << 20;
  const drawn = fc
    .integer({ min: 1, max: 40 })
    .chain(count => fc.tuple(fc.constant(count), hostSlots({ count, far })));
  fc.assert(
    fc.property(drawn, ([count, slots]) => {
      expect(slots).toHaveLength(count);
      expect(slots.at(-1)).toBe(far + count - 1);
      expect(slots.every((slot, index) => slot === index || slot === far + index)).toBe(true);
    }),
  );
});
