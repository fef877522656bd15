import { expect, test } from 'vitest';
import type { DirtyBitmap } from '../../../src/map/node/dirty-bitmap.ts';
import { dirtyBlocks } from '../../../src/map/status/dirty-blocks.ts';

const bitmap = (
  name: string,
  areas: readonly (readonly [number, number])[],
  isInconsistent = false,
): DirtyBitmap => ({
  name,
  isInconsistent,
  isDisabled: false,
  granularity: 1,
  areas: () => areas.map(([start, end]) => ({ start, end })),
});

function blocks(
  name: string,
  layers: readonly { size: number; bitmaps?: readonly DirtyBitmap[]; backing?: boolean }[],
): string {
  const images = layers.map(({ size, bitmaps, backing = true }) => ({
    virtualSize: size,
    supportsBacking: backing,
    ...(bitmaps && { dirtyBitmaps: bitmaps }),
  }));
  return [...dirtyBlocks({ layers: images }, name)]
    .map(({ start, length, value }) => `${start}+${length} ${value}`)
    .join('; ');
}

test('areas that touch are one block, and what lies between areas is clean', () => {
  const areas: [number, number][] = [
    [0, 10],
    [10, 20],
    [30, 40],
  ];
  expect(blocks('b', [{ size: 100, bitmaps: [bitmap('b', areas)] }])).toBe(
    '0+20 1; 20+10 0; 30+10 1; 40+60 0',
  );
});

test('the topmost layer that has the bitmap decides', () => {
  const lower = { size: 50, bitmaps: [bitmap('b', [[0, 50]]), bitmap('c', [[40, 50]])] };
  expect(blocks('b', [{ size: 100, bitmaps: [bitmap('b', [])] }, lower])).toBe('0+100 0');
  expect(blocks('c', [{ size: 100, bitmaps: [bitmap('b', [])] }, lower])).toBe('0+40 0; 40+10 1; 50+50 0');
});

test('an export that ends before the bitmap cuts it', () => {
  expect(blocks('b', [{ size: 20 }, { size: 50, bitmaps: [bitmap('b', [[10, 50]])] }])).toBe(
    '0+10 0; 10+10 1',
  );
});

test('a bitmap that is not there, or was in use, is refused', () => {
  const layers = [{ size: 20, bitmaps: [bitmap('b', [], true)] }];
  expect(() => blocks('c', layers)).toThrow("Bitmap 'c' is not found");
  expect(() => blocks('b', layers)).toThrow("Bitmap 'b' is inconsistent and cannot be used");
  expect(() => blocks('b', [{ size: 20, backing: false }, ...layers])).toThrow("Bitmap 'b' is not found");
});
