import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { ReadExtent } from '../../../../src/harness/answers/extents/read-extent.ts';
import {
  misreadings,
  type Reading,
  type ShownDifference,
} from '../../../../src/harness/finding/search/misreading-table.ts';

/** Reserved, then data over zeros, in clusters of 16 KiB. */
const { recipe } = parseRows(['base.qcow2 qcow2 16k |#0|', 'top.qcow2 qcow2 16k extl2 |-#|']);
const cluster = 16384n;

const data = (start: bigint, length: bigint, depth = 0): ReadExtent => ({
  start,
  length,
  depth,
  present: true,
  zero: false,
  data: true,
});

const shown = (
  difference: ShownDifference['difference'],
  more: Partial<ShownDifference> = {},
): ShownDifference => ({
  difference,
  chain: recipe,
  state: 'data',
  ours: [],
  theirs: [],
  bothFail: false,
  isModelled: true,
  ...more,
});

const field = (at: bigint, ...ours: ReadExtent[]): ShownDifference =>
  shown({ kind: 'field', field: 'depth', at }, { ours });
const coverage = { kind: 'coverage', at: cluster } as const;
const exit = { kind: 'exit', left: 'exit 0', right: 'exit 1' } as const;

/** One example a row, in the order of the table: what is shown, and its reading by that row. */
const examples: readonly (readonly [ShownDifference, Reading])[] = [
  [field(0n, data(0n, cluster)), { of: 'reserved', as: 'data' }],
  [field(0n, data(0n, cluster, 1)), { of: 'data', as: 'depth' }],
  [field(cluster, data(0n, 2n * cluster)), { of: 'border', as: 'cluster' }],
  [field(cluster), { of: 'data', as: 'depth' }],
  [shown(coverage), { of: 'data', as: 'coverage' }],
  [shown(coverage, { bothFail: true, ours: [data(0n, cluster)] }), { of: 'data' }],
  [shown(coverage, { bothFail: true, theirs: [data(0n, cluster)] }), { of: 'border' }],
  [shown({ kind: 'cut', at: cluster }), { of: 'data', as: 'cut' }],
  [shown({ kind: 'rule', rule: 'sizes', at: 0n }), { of: 'data', as: 'rule' }],
  [shown(exit, { ours: [data(0n, cluster)] }), { of: 'reserved', as: 'data' }],
];

const rows = misreadings.map((row, index) => ({ ...row, example: examples[index]! }));

test.each(rows)('$shows: $misread', ({ readings, example: [difference, reading] }) => {
  expect(readings(difference)).toEqual([reading]);
});

test.each(rows)(
  'a row applies to no example of a row that excludes it: $shows',
  ({ shows, example: [difference] }) => {
    const applying = misreadings.filter(row => row.readings(difference).length > 0);
    const alone = applying.filter(({ misread }) => !misread.startsWith('also'));
    expect(alone).toHaveLength(1);
    expect(applying.map(row => row.shows)).toContain(shows);
  },
);

test.each([
  [
    'a refusal that the model does not describe',
    shown(exit, { isModelled: false, ours: [data(0n, cluster)] }),
  ],
  ['a map that is right behind the end of the other one', shown(exit, { ours: [data(cluster, cluster)] })],
  ['another message', shown({ kind: 'stderr', left: 'a', right: 'b' })],
  ['another text', shown({ kind: 'text' })],
])('no row applies to %s', (_what, difference) => {
  expect(misreadings.flatMap(row => row.readings(difference))).toEqual([]);
});

test('the README of the room has the same table', () => {
  const readme = readFileSync('src/harness/finding/README.md', 'utf8');
  const table = misreadings.map(({ shows, misread }) => `| ${shows} | ${misread} |\n`).join('');
  expect(readme).toContain(`| how it shows | what may have been misread |\n| --- | --- |\n${table}`);
});
