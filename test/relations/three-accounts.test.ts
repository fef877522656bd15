import { describe, expect, test } from 'vitest';
import type { ReadExtent } from '../../src/harness/map-text/extent.ts';
import { recorded } from '../../src/profile/profile.ts';
import { contradiction, type ThreeAccounts } from './three-accounts.ts';
import { relate, type Written } from './written.ts';

test.each(Object.entries(recorded))('map and the contexts of NBD tell one story in %s', (_, profile) => {
  const tell = ({ map, top }: Written): void => {
    const accounts = {
      map: map(top.name),
      base: map('--context=base:allocation', top.name),
      depth: map('--context=qemu:allocation-depth', top.name),
    };
    expect(contradiction(accounts, profile)).toBeUndefined();
  };
  const related = relate(23, tell, profile);
  expect(related).toBeGreaterThan(30);
});

describe('a contradiction is found', () => {
  const sound: ThreeAccounts = {
    map: [
      { start: 0n, length: 512n, depth: 0, present: true, zero: false, data: true },
      { start: 512n, length: 512n, depth: 1, present: true, zero: true, data: false },
      { start: 1024n, length: 512n, depth: 1, present: false, zero: true, data: false },
    ],
    base: [
      { start: 0n, length: 512n, value: 0 },
      { start: 512n, length: 1024n, value: 3 },
    ],
    depth: [
      { start: 0n, length: 512n, value: 1 },
      { start: 512n, length: 512n, value: 2 },
      { start: 1024n, length: 512n, value: 0 },
    ],
  };
  const changed = (extents: readonly ReadExtent[], index: number, change: Partial<ReadExtent>) =>
    extents.map((extent, at) => (at === index ? { ...extent, ...change } : extent));

  test('not where there is none', () => {
    expect(contradiction(sound, recorded['11.1'])).toBeUndefined();
    const past = { ...sound, depth: changed(sound.depth, 2, { value: 3 }) };
    expect(contradiction(past, recorded['11.1'])).toBeUndefined();
  });

  test.each<[Partial<ThreeAccounts>, string]>([
    [{ base: changed(sound.base, 1, { value: 1 }) }, '512: base:allocation reads as zeros where map does'],
    [
      { base: changed(sound.base, 1, { value: 2 }) },
      '512: a hole is what has no data; up to 5.2 what no layer has',
    ],
    [
      { depth: changed(sound.depth, 0, { value: 2 }) },
      '0: what is present is owned by the layer at the depth of map',
    ],
    [
      { depth: changed(sound.depth, 2, { value: 1 }) },
      '1024: what is not present is owned by nobody, or by the short layer below',
    ],
    [
      { depth: changed(sound.depth, 1, { value: 0 }) },
      '512: what is present is owned by the layer at the depth of map',
    ],
    [{ base: changed(sound.base, 1, { length: 512n }) }, 'they end at different bytes'],
    [{ depth: changed(sound.depth, 1, { start: 600n }) }, '512 is missing in one of them'],
  ])('%#', (change, words) => {
    expect(contradiction({ ...sound, ...change }, recorded['11.1'])).toBe(words);
  });
});
