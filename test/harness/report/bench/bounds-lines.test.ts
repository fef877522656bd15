import { expect, test } from 'vitest';
import { boundsLines, brokenLine } from '../../../../src/harness/report/bench/bounds-lines.ts';
import { held } from '../../../../src/harness/runs/bounds/bound.ts';
import type { HeldImage } from '../../../../src/harness/runs/bounds/hold-bounds.ts';

const start = { cpu: 0.025, memory: 45e6 };

function of(name: string, oracle: string, cpu: number, memory: number): HeldImage {
  const theirs = { cpu: 0.01, memory: 10e6 };
  const image = { format: 'luks', name, words: [], write: () => {} } as const;
  return { image, oracle, held: held({ cpu, memory }, theirs, start) };
}

const slow = of('eight slots', '5.2', 0.165, 65e6);
const fat = of('one slot', '11.1', 0.035, 125e6);
const tight = of('one slot', '5.2', 0.145, 115e6);

test('the table has the image of each format that comes closest to each bound', () => {
  const [, , row] = boundsLines([tight, slow, fat]);
  const cells = row!.split('|').map(cell => cell.trim());
  expect(cells.slice(1, -1)).toEqual([
    ...['luks', '3', '3'],
    '140 of 120 ms: eight slots, 5.2',
    '80 of 70 MB: one slot, 11.1',
    '2',
  ]);
});

test('a broken bound is one line: what was taken, what may be, and where the image is', () => {
  expect(brokenLine(slow, 'kept/x')).toBe(
    'luks, eight slots: 140 of 120 ms CPU beside qemu-img 5.2; see kept/x',
  );
  expect(brokenLine(fat, 'kept/x')).toBe('luks, one slot: 80 of 70 MB beside qemu-img 11.1; see kept/x');
});
