import { expect, test } from 'vitest';
import { withinTime } from '../../../../src/harness/parties/subject/within-time.ts';

test('work that ends in time gives its value, or throws its error', () => {
  expect(withinTime(1000, () => [1, 2])).toEqual({ value: [1, 2] });
  const fails = (): never => {
    throw new RangeError('its own');
  };
  expect(() => withinTime(1000, fails)).toThrow(RangeError);
});

test('an endless loop is stopped, and later work runs', () => {
  const forever = (): never => {
    for (;;);
  };
  expect(withinTime(50, forever)).toBe('hung');
  expect(withinTime(1000, () => 'still there')).toEqual({ value: 'still there' });
});
