import { expect, test } from 'vitest';
import { watchedOnce, withinTime } from '../../../../src/harness/parties/subject/within-time.ts';

test('work that ends in time gives its value, or throws its error', () => {
  expect(withinTime(1000, () => [1, 2])).toEqual({ value: [1, 2] });
  const fails = (): never => {
    throw new RangeError('its own');
  };
  expect(() => withinTime(1000, fails)).toThrow(RangeError);
});

const forever = (): never => {
  for (;;);
};

test('an endless loop is stopped, and later work runs', () => {
  expect(withinTime(50, forever)).toBe('hung');
  expect(withinTime(1000, () => 'still there')).toEqual({ value: 'still there' });
});

test('several pieces of work are watched as a whole, and one by one once the whole took too long', () => {
  const long = (): string => {
    const began = performance.now();
    while (performance.now() - began < 30);
    return 'long';
  };
  const each = (work: readonly (() => unknown)[]): unknown[] => work.map(piece => withinTime(10, piece));
  expect(watchedOnce(10_000, () => each([long, long]))).toEqual([{ value: 'long' }, { value: 'long' }]);
  const fails = (): never => {
    throw new RangeError('its own');
  };
  expect(() => watchedOnce(1000, () => each([fails]))).toThrow(RangeError);
  expect(withinTime(10, long)).toBe('hung');

  expect(watchedOnce(50, () => each([() => 1, forever, () => 3]))).toEqual([
    { value: 1 },
    'hung',
    { value: 3 },
  ]);
  expect(watchedOnce(10_000, () => each([long]))).toEqual(['hung']);
});
