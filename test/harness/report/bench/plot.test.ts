import { expect, test } from 'vitest';
import { plot } from '../../../../src/harness/report/bench/plot.ts';
import { belowTarget, summaryLinesOf } from '../../../../src/harness/report/bench/summary.ts';
import { ticksTo } from '../../../../src/harness/report/bench/svg.ts';
import { type BenchResult, curveOf, rowOf } from '../../../../src/harness/runs/bench/result.ts';

const usage = (cpu: number) => ({ cpu, wall: 2 * cpu, memory: 60e6 });
const race = (ours: readonly number[], theirs: readonly number[], floor: readonly number[] = []) => ({
  ours: ours.map(usage),
  theirs: theirs.map(usage),
  floor: floor.map(usage),
});
const five = { kind: 'ratio', least: 5 } as const;
const start = 0.04;

const result: BenchResult = {
  date: '2026-01-02T03:04:05.000Z',
  host: '2 cores, a machine',
  node: 'v24.0.0',
  oracle: 'qemu-img version 11.1.0',
  oracleName: '11.1',
  runs: 3,
  start: { median: start, least: 0.03, most: 0.05 },
  rows: [
    rowOf('wide & <odd> "names"', five, race([0.2, 0.1, 0.2], [1, 1, 1], [0.03]), start),
    rowOf('below', five, race([0.2, 0.3, 0.25], [1, 1, 1]), start),
    rowOf('start aside', { kind: 'no slower' }, race([0.05], [0.015]), start),
    rowOf('too slow', { kind: 'no slower' }, race([0.06], [0.015]), start),
  ],
  big: [],
  inProcess: { median: 0.0002, least: 0.0001, most: 0.003 },
  curves: [
    curveOf(
      { name: 'layers', unit: 'layers', one: 'a layer', sizes: [1, 2, 4] },
      [1, 2, 4].map(size => race([size], [size ** 2])),
    ),
  ],
};

test('missed targets are named: median ratios, and CPU time without the start of Node', () => {
  expect(belowTarget(result)).toEqual(['Below target: below', 'Below target: too slow']);
  expect(belowTarget({ ...result, rows: [] })).toEqual(['All targets are reached.']);
});

test('our memory, our time in process and our growth have targets too', () => {
  const heavy = rowOf('heavy', five, { ...race([], [1]), ours: [{ ...usage(0.1), memory: 150e6 }] }, start);
  const curves = [
    curveOf(
      { name: 'size', unit: 'bytes', one: 'a byte', sizes: [1, 2, 4] },
      [1, 2, 4].map(size => race([size ** 3], [1])),
    ),
  ];
  const slow = { median: 0.001, least: 0, most: 1 };
  expect(belowTarget({ ...result, rows: [heavy], curves, inProcess: slow })).toEqual([
    'Below target: memory: heavy',
    'Below target: in process',
    'Below target: growth by size',
  ]);
});

test('big loads have lines, and a target for memory', () => {
  const big = [150e6, 149e6].map((memory, index) => ({ name: `b${index}`, usage: { ...usage(2), memory } }));
  const lines = summaryLinesOf({ ...result, big });
  expect(lines).toContain('Big: b1: 2000 ms of CPU, 149 MB.');
  expect(belowTarget({ ...result, rows: [], big })).toEqual(['Below target: memory: b0']);
});

test('the table has one row for each chain, and aligned columns', () => {
  const table = summaryLinesOf(result).filter(line => line.startsWith('|'));
  expect(table).toHaveLength(2 + result.rows.length);
  expect(new Set(table.map(line => line.length)).size).toBe(1);
  expect(table[2]).toMatch(/ 5\.0 \(5\.0 to 10\.0\) +\| 30 ms +\| 60 MB +\| 5×: yes/);
  expect(table[3]).toMatch(/\(3\.3 to 5\.0\) +\| +\| 60 MB/);
  expect(table.at(-1)).toContain('| 0.25 (0.25 to 0.25) |');
});

test('each series has one line about growth', () => {
  expect(summaryLinesOf(result)).toContain(
    "Growth by layers: ours linear, 1000.00 ms a layer; qemu-img's more than linear, 5142.86 ms a layer.",
  );
});

test('the plot is well-formed, finite and within its frame', () => {
  const svg = plot(result);
  expect(openTags(svg)).toEqual([]);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(svg).toContain('>wide &amp; &lt;odd&gt; "names"<'.replaceAll('"', '&quot;'));
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  for (const [, x] of svg.matchAll(/ (?:x|x1|x2|cx)="([^"]+)"/g)) {
    expect(Number(x)).toBeGreaterThanOrEqual(0);
    expect(Number(x)).toBeLessThanOrEqual(width!);
  }
  for (const [, y] of svg.matchAll(/ (?:y|y1|y2|cy)="([^"]+)"/g)) {
    expect(Number(y)).toBeGreaterThanOrEqual(0);
    expect(Number(y)).toBeLessThanOrEqual(height!);
  }
});

/** Elements that are never closed. The text must consist of elements, attributes in quotes, and text. */
function openTags(xml: string): string[] {
  const open: string[] = [];
  const rest = xml.replaceAll(
    /<(\/?)([a-z]+)((?: [a-zA-Z0-9-]+="[^"<]*")*)(\/?)>/g,
    (_, end, name, __, empty) => {
      if (end === '/') expect(open.pop()).toBe(name);
      else if (empty !== '/') open.push(name);
      return '';
    },
  );
  expect(rest).not.toMatch(/[<"]|&(?!amp;|lt;|gt;|quot;)/);
  return open;
}

test.each([
  [47, [0, 20, 40, 60]],
  [100, [0, 50, 100]],
  [0.3, [0, 0.1, 0.2, 0.3]],
  [1234, [0, 500, 1000, 1500]],
])('an axis up to %d has ticks at %j', (most, ticks) => {
  expect(ticksTo(most).map(tick => Number(tick.toFixed(6)))).toEqual(ticks);
});
