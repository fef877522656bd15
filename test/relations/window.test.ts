import { expect, it } from 'vitest';
import { clipped, endOf, relate } from './written.ts';

it('the map of a window is the whole map, clipped', () => {
  const related = relate(21, ({ map, top }) => {
    const whole = map(top.name);
    const size = endOf(whole);
    for (const [from, to] of [
      [1n, size],
      [0n, size - 1n],
      [size / 3n, (2n * size) / 3n],
      [size / 2n, size / 2n + 1n],
    ] as const) {
      if (from >= to || to > size) continue;
      expect(map('-s', `${from}`, '-l', `${to - from}`, top.name)).toEqual(clipped(whole, from, to));
    }
  });
  expect(related).toBeGreaterThan(30);
});
