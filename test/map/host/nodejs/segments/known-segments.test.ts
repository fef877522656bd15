import { expect, test } from 'vitest';
import { KnownSegments } from '../../../../../src/map/host/nodejs/segments/known-segments.ts';

const data = (end: number): { hole: boolean; end: number } => ({ hole: false, end });

test('a segment is known from the byte it was added by up to its end', () => {
  const known = new KnownSegments();
  expect(known.at(0)).toBeUndefined();
  known.add(1000, data(2000));
  known.add(5000, { hole: true, end: Number.POSITIVE_INFINITY });
  expect([999, 1000, 1999, 2000, 4999, 5000, 2 ** 62].map(offset => known.at(offset)?.hole)).toEqual([
    undefined,
    false,
    false,
    undefined,
    undefined,
    true,
    true,
  ]);
});

test('a segment that is added again by a lower byte is known from there', () => {
  const known = new KnownSegments();
  known.add(1000, data(2000));
  known.add(500, data(2000));
  known.add(700, data(2000));
  expect(known.at(499)).toBeUndefined();
  expect(known.at(500)).toEqual(data(2000));
});

test('a segment that is added by lower and lower bytes suggests a still lower byte to query', () => {
  const known = new KnownSegments();
  const hole = { hole: true, end: 1_000_000 };
  expect(known.add(900_000, hole)).toBeUndefined();
  expect(known.add(890_000, hole)).toBe(870_000);
  expect(known.add(870_000, hole)).toBe(810_000);
  expect(known.at(870_001)).toBe(hole);
  expect(known.add(100_000, hole)).toBe(0);
});

test('only the last segments are kept', () => {
  const known = new KnownSegments();
  for (let begin = 0; begin < 100_000; begin += 1000) known.add(begin, data(begin + 500));
  expect(known.at(0)).toBeUndefined();
  expect(known.at(99_100)).toEqual(data(99_500));
  expect(known.at(90_100)).toEqual(data(90_500));
});
