import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GoldenCase } from '../../../../src/harness/runs/golden/golden-cases.ts';
import { importOutcomes } from '../../../../src/harness/runs/golden/import-outcomes.ts';
import { readMeasuredOutcomes } from '../../../../src/harness/runs/golden/measured-outcomes.ts';
import { oneGolden } from '../../../support/one-golden.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** The first golden case, with a record of its own that a test may replace. */
function firstGolden(): GoldenCase {
  const golden = oneGolden('001-unallocated');
  const recorded = join(folder.path, 'copy.out');
  copyFileSync(golden.recorded, recorded);
  return { ...golden, recorded };
}

interface Measured {
  readonly case?: string;
  readonly arguments?: readonly string[];
  readonly status?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

function imported(version: string, lines: readonly Measured[], golden: GoldenCase) {
  const path = join(folder.path, 'measured.jsonl');
  const whole = lines.map(line => ({
    ...{ case: golden.name, arguments: golden.value.queries[0], status: 0, stdout: '', stderr: '' },
    ...line,
  }));
  writeFileSync(path, whole.map(line => `${JSON.stringify(line)}\n`).join(''));
  return importOutcomes(readMeasuredOutcomes(path), version, [golden]);
}

test('an outcome of a version that has no section is added in the order of versions', () => {
  const { recordings } = imported('6.0.1', [{ stdout: 'something else\n' }], firstGolden());
  expect(recordings[0]!.state.kind).toBe('added');
  expect([...recordings[0]!.goldens[0]!.outcomes.keys()].slice(0, 3)).toEqual(['5.2', '6.0.0', '6.0.1']);
  expect(recordings[0]!.text).toContain('-- 6.0.1\nexit 0\n> something else\n');
});

test('an outcome that is recorded otherwise is a change, and one that is recorded is none', () => {
  const golden = firstGolden();
  const stdout = '[{ "start": 0, "length": 262144, "depth": 0, "zero": true, "data": false}]\n';
  expect(imported('5.2', [{ stdout }], golden).recordings[0]!.state.kind).toBe('same');
  expect(imported('5.2', [{ stdout: 'other' }], golden).recordings[0]!.state.kind).toBe('changed');
});

test('what no golden can hold is left out by name: crashes, no UTF-8, other cases and queries', () => {
  const golden = firstGolden();
  const lines = [{ status: -6 }, { stdout: '\xff' }, { case: '999-none' }, { arguments: ['gone.qcow2'] }];
  const { recordings, leftOut } = imported('6.0.1', lines, golden);
  expect(recordings).toEqual([]);
  expect(leftOut).toEqual([
    '001-unallocated: map --output=json top.qcow2: a crash, and a golden holds no crashes',
    "001-unallocated: map --output=json top.qcow2: output that isn't UTF-8, and a golden is text",
    '999-none: no golden case has this name',
    '001-unallocated: map gone.qcow2: no query of the case',
  ]);
});

test('a case of which not all queries were measured is named', () => {
  expect(imported('6.0.1', [{}], firstGolden()).unmeasured).toEqual(['001-unallocated']);
});

test.each([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['a status that is no number', '{"case":"a","arguments":[],"status":"0","stdout":"","stderr":""}'],
  ['text beyond Latin-1', '{"case":"a","arguments":[],"status":0,"stdout":"…","stderr":""}'],
])('a line is refused by its number: %s', (_, line) => {
  const path = join(folder.path, 'bad.jsonl');
  writeFileSync(path, `{"case":"a","arguments":[],"status":0,"stdout":"","stderr":""}\n${line}\n`);
  expect(() => readMeasuredOutcomes(path)).toThrow(`${path}, line 2: not an outcome`);
});
