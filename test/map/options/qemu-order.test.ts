import { expect, test } from 'vitest';
import { inQemuOrder } from '../../../src/map/options/qemu-order.ts';

// The key that qemu-img (all four versions) complains about first.
test.each([
  [['foo', 'bar', 'baz'], 'bar'],
  [['zzz', 'bar', 'baz'], 'bar'],
  [['force-share', 'cache.direct', 'read-only'], 'read-only'],
  [['size', 'offset'], 'offset'],
])('the first of %j is %s', (keys, first) => {
  expect(inQemuOrder(keys)[0]).toBe(first);
});

test('the members of a JSON name are in this order', () => {
  expect(inQemuOrder(['file', 'size', 'driver', 'offset'])).toEqual(['offset', 'driver', 'size', 'file']);
  expect(inQemuOrder(['align', 'driver', 'image'])).toEqual(['image', 'driver', 'align']);
});
