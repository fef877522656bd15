import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { ReadExtent } from '../../../../src/harness/answers/extents/read-extent.ts';
import { misreadings } from '../../../../src/harness/finding/search/misreading-table.ts';
import { any, type FirstDifference, type Reading } from '../../../../src/harness/finding/search/reading.ts';

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

const first = (
  difference: FirstDifference['difference'],
  more: Partial<FirstDifference> = {},
): FirstDifference => ({
  difference,
  chain: recipe,
  state: 'data',
  ours: [],
  theirs: [],
  bothFail: false,
  isModelled: true,
  ...more,
});

const field = (at: bigint, ...ours: ReadExtent[]): FirstDifference =>
  first({ kind: 'field', field: 'depth', at }, { ours });
const coverage = { kind: 'coverage', at: cluster } as const;
const exit = { kind: 'exit', left: 'exit 0', right: 'exit 1' } as const;

const opening = (words: string): string =>
  `qemu-img: Could not open 'a.qcow2': Could not open backing file: Could not open 'b': ${words}\n`;
const atTable = 'qemu-img: Could not read file metadata: Input/output error\n';

/** One example a row, in the order of the table: the difference, and its reading by that row. */
const examples: readonly (readonly [FirstDifference, Reading])[] = [
  [field(0n, data(0n, cluster)), { misread: 'reserved', recordedAs: 'data' }],
  [field(cluster, data(cluster, cluster, 1)), { misread: 'data', recordedAs: 'deeper' }],
  [field(0n, data(0n, cluster, 1)), { misread: 'data', recordedAs: 'depth' }],
  [field(cluster, data(0n, 2n * cluster)), { misread: 'border', recordedAs: 'cluster' }],
  [
    first(
      { kind: 'field', field: 'present', at: cluster },
      { ours: [{ ...data(cluster, cluster), present: false, zero: true, data: false }] },
    ),
    { misread: 'host cluster', recordedAs: 'none' },
  ],
  [
    first(
      { kind: 'field', field: 'offset', at: cluster },
      {
        ours: [{ ...data(0n, 2n * cluster), offset: 0n }],
        theirs: [
          { ...data(0n, cluster), offset: 0n },
          { ...data(cluster, cluster), offset: 0n },
        ],
      },
    ),
    { misread: 'host cluster', recordedAs: 'next' },
  ],
  [
    first(
      { kind: 'exit', left: 'exit 0', right: 'exit 1', message: atTable },
      { ours: [{ ...data(0n, 2n * cluster), offset: 0n }] },
    ),
    { misread: 'host cluster', recordedAs: 'next' },
  ],
  [field(cluster), { misread: 'data', recordedAs: 'depth' }],
  [first(coverage), { misread: 'data', recordedAs: 'coverage' }],
  [first(coverage, { bothFail: true, ours: [data(0n, cluster)] }), { misread: 'data', recordedAs: any }],
  [first(coverage, { bothFail: true, theirs: [data(0n, cluster)] }), { misread: 'border', recordedAs: any }],
  [first({ kind: 'cut', at: cluster }), { misread: 'data', recordedAs: 'cut' }],
  [first({ kind: 'rule', rule: 'sizes', at: 0n }), { misread: 'data', recordedAs: 'rule' }],
  [first(exit, { ours: [data(0n, cluster)] }), { misread: 'reserved', recordedAs: 'data' }],
  [
    first({ kind: 'exit', left: 'exit 1', right: 'exit 0', message: atTable }),
    { misread: 'data', recordedAs: any },
  ],
  [
    first({ kind: 'exit', left: 'exit 1', right: 'exit 0', message: opening('unknown type 7') }),
    { misread: 'wrong check', recordedAs: 'unknown type N' },
  ],
  [
    first({ kind: 'exit', left: 'exit 0', right: 'exit 1', message: opening('unknown type 7') }),
    { misread: 'missing check', recordedAs: 'unknown type N' },
  ],
];

const rows = misreadings.map((row, index) => ({ ...row, example: examples[index]! }));

test.each(rows)('$when: $misread as $recordedAs', ({ readings, example: [difference, reading] }) => {
  expect(readings(difference)).toEqual([reading]);
});

test('a failure at a table that the model does not describe counts where the other map has what was written', () => {
  const readings = (depth: number) => {
    const difference = { kind: 'exit', left: 'exit 1', right: 'exit 0', message: atTable } as const;
    const theirs = [{ ...data(0n, cluster), depth: 1 }, data(cluster, cluster, depth)];
    return misreadings.flatMap(row =>
      row.readings(first(difference, { isModelled: false, ours: [data(0n, cluster)], theirs })),
    );
  };
  const wrongCheck = {
    misread: 'wrong check',
    recordedAs: 'qemu-img: Could not read file metadata: Input/output error',
  };
  expect(readings(0)).toEqual([{ misread: 'data', recordedAs: any }, wrongCheck]);
  expect(readings(1)).toEqual([wrongCheck]);
});

test('two refusals in place of each other are one check too many, and one too few', () => {
  const readings = misreadings.flatMap(row =>
    row.readings(first({ kind: 'stderr', left: opening('no type'), right: opening('no size') })),
  );
  expect(readings).toEqual([
    { misread: 'wrong check', recordedAs: 'no type' },
    { misread: 'missing check', recordedAs: 'no size' },
  ]);
});

test.each(rows)(
  'a row applies to no example of a row that excludes it: $when',
  ({ when, example: [difference] }) => {
    const applying = misreadings.filter(row => row.readings(difference).length > 0);
    const alone = applying.filter(({ misread }) => !misread.startsWith('also'));
    expect(alone.length).toBeLessThan(2);
    expect(applying.map(row => row.when)).toContain(when);
  },
);

test.each([
  [
    'a refusal that the model does not describe',
    first(exit, { isModelled: false, ours: [data(0n, cluster)] }),
  ],
  ['a map that is right past the end of the other one', first(exit, { ours: [data(cluster, cluster)] })],
  [
    'a failure at a table that the model does not describe, but for its words',
    first({ kind: 'exit', left: 'exit 1', right: 'exit 0' }, { isModelled: false }),
  ],
  ['another text', first({ kind: 'text' })],
])('no row applies to %s', (_what, difference) => {
  expect(misreadings.flatMap(row => row.readings(difference))).toEqual([]);
});

test('one cluster at the end of a map that fails is not taken to follow the one before it', () => {
  const readings = misreadings.flatMap(row =>
    row.readings(
      first(
        { kind: 'exit', left: 'exit 0', right: 'exit 1', message: atTable },
        { ours: [{ ...data(0n, cluster), offset: 0n }], isModelled: false },
      ),
    ),
  );
  expect(readings.map(({ misread }) => misread)).toEqual(['missing check']);
});

test('the README of the room has the same table', () => {
  const readme = readFileSync('src/harness/finding/README.md', 'utf8');
  const rows = misreadings.map(
    ({ when, misread, recordedAs }) => `| ${when} | ${misread} | ${recordedAs} |\n`,
  );
  const head = '| difference | what was misread | recorded as |\n| --- | --- | --- |\n';
  expect(readme).toContain(head + rows.join(''));
});
