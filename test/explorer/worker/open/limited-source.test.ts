import { expect, test } from 'vitest';
import { limitedSource } from '../../../../src/explorer/worker/open/limited-source.ts';

const file = { length: 100, read: (_: number, length: number) => new Uint8Array(length) };

test('so many bytes are read, of all files together, and none after that', () => {
  const { source, isSpent } = limitedSource({ open: name => (name === 'none' ? undefined : file) }, 100);
  const [one, other] = ['one', 'other'].map(name => source.open(name)!);
  expect(source.open('none')).toBe(undefined);
  expect(one!.read(0, 60).length).toBe(60);
  expect(other!.read(0, 40).length).toBe(40);
  expect(isSpent()).toBe(false);
  expect(() => one!.read(0, 1)).toThrow('more than 100 bytes are read');
  expect(isSpent()).toBe(true);
});

test('what a file knows of itself stays known, and what it does not, unknown', () => {
  const closed: string[] = [];
  const knowing = {
    ...file,
    allocated: 7,
    segmentAt: () => ({ hole: true, end: 9 }),
    close: () => closed.push('closed'),
  };
  const opened = limitedSource({ open: () => knowing }, 1).source.open('')!;
  expect([opened.length, opened.allocated, opened.segmentAt!(0).end]).toEqual([100, 7, 9]);
  opened.close!();
  expect(closed).toEqual(['closed']);
  expect(Object.keys(limitedSource({ open: () => file }, 1).source.open('')!)).toEqual(['length', 'read']);
});
