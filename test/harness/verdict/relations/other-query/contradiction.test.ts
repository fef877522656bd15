import { describe, expect, test } from 'vitest';
import type { ReadExtent } from '../../../../../src/harness/answers/extents/read-extent.ts';
import {
  contradiction,
  type ThreeMaps,
} from '../../../../../src/harness/verdict/relations/other-query/contradiction.ts';
import { recorded } from '../../../../../src/map/profile/profile.ts';

describe('contradiction', () => {
  const sound: ThreeMaps = {
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

  test('finds no broken rule in consistent maps', () => {
    expect(contradiction(sound, recorded['11.1'])).toBeUndefined();
    const past = { ...sound, depth: changed(sound.depth, 2, { value: 3 }) };
    expect(contradiction(past, recorded['11.1'])).toBeUndefined();
    const old = sound.map.map(extent => ({ ...extent, present: undefined }));
    const base = changed(sound.base, 1, { length: 512n, value: 2 });
    const oldMaps = { ...sound, map: old, base: [...base, { start: 1024n, length: 512n, value: 3 }] };
    expect(contradiction(oldMaps, recorded['5.2'])).toBeUndefined();
  });

  test.each<[Partial<ThreeMaps>, bigint, string, 'base' | 'depth']>([
    [
      { base: changed(sound.base, 1, { value: 1 }) },
      512n,
      'base:allocation reads as zeros where map does',
      'base',
    ],
    [
      { base: changed(sound.base, 1, { value: 2 }) },
      512n,
      'a hole is what has no data; up to 5.2 what no layer has',
      'base',
    ],
    [
      { depth: changed(sound.depth, 0, { value: 2 }) },
      0n,
      'what is present is owned by the layer at the depth of map',
      'depth',
    ],
    [
      { depth: changed(sound.depth, 2, { value: 1 }) },
      1024n,
      'what is not present is owned by nobody, or by the short layer below',
      'depth',
    ],
    [
      { depth: changed(sound.depth, 1, { value: 0 }) },
      512n,
      'what is present is owned by the layer at the depth of map',
      'depth',
    ],
    [
      {
        map: changed(sound.map, 1, { present: undefined }),
        depth: changed(sound.depth, 1, { value: 4 }),
      },
      512n,
      'without present, no data is owned by nobody, by its layer, or by the short layer below',
      'depth',
    ],
    [
      { map: changed(sound.map, 2, { depth: 0 }) },
      1024n,
      'what nobody owns was looked for in the deepest layer',
      'depth',
    ],
    [
      {
        map: changed(sound.map, 0, { present: false, zero: true, data: false }),
        base: [{ start: 0n, length: 1536n, value: 3 }],
        depth: changed(sound.depth, 0, { value: 2 }),
      },
      512n,
      'a layer that has ended has nothing further on',
      'depth',
    ],
    [{ base: changed(sound.base, 1, { length: 512n }) }, 1024n, 'they end at the same byte', 'depth'],
    [
      { depth: changed(sound.depth, 1, { start: 600n }) },
      512n,
      'all of them say something of each byte',
      'depth',
    ],
  ])('finds the broken rule and its first byte: %#', (change, at, rule, context) => {
    expect(contradiction({ ...sound, ...change }, recorded['11.1'])).toEqual({ at, rule, context });
  });
});
