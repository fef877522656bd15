import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { readCase } from '../../../../src/harness/files/read-case.ts';
import {
  earlierFindings,
  nameFault,
  settleFinding,
  storeFinding,
  storeReduced,
  storeReport,
} from '../../../../src/harness/finding/store/stored-finding.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'store-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const large = { ...parseRows(['####', '.0z#']), notes: ['found in seed 1, case 2'] };
const small = { ...parseRows(['#', '.']), notes: ['reduced from seed 1, case 2'] };
const coarse = 'subject: cut in data';
const fine = 'subject: cut in data, after zero-plain';

describe('the store of findings', () => {
  test('returns a finding by value, with the reduced case as the smallest', () => {
    const stored = storeFinding(root, coarse, large);
    const value = { ...large, notes: [coarse, ...large.notes] };
    const found = [{ coarse, path: stored.found, value }];
    const unsettled = {
      stored,
      signature: coarse,
      path: stored.found,
      smallest: value,
      found,
      settled: false,
    };
    expect(earlierFindings(root)).toEqual([unsettled]);
    storeReduced(stored, fine, small);
    const smallest = { ...small, notes: [fine, ...small.notes] };
    const halfReduced = { ...unsettled, signature: fine, path: stored.reduced, smallest };
    expect(earlierFindings(root)).toEqual([halfReduced]);
    const { stored: settled, joined } = settleFinding(root, stored, fine);
    expect(joined).toBe(false);
    storeReport(settled, 'report\n');
    expect(earlierFindings(root)).toEqual([
      {
        ...halfReduced,
        stored: settled,
        path: settled.reduced,
        found: [{ coarse, path: settled.found, value }],
        settled: true,
      },
    ]);
  });

  test('keeps two findings apart until they have the same fine signature', () => {
    const first = storeFinding(root, 'a', large);
    const second = storeFinding(root, 'b', small);
    expect(earlierFindings(root)).toHaveLength(2);
    const joined = [first, second].map(stored => settleFinding(root, stored, fine).joined);
    expect(joined).toEqual([false, true]);
    const [only, another] = earlierFindings(root);
    expect(another).toBeUndefined();
    expect(only!.found.map(({ coarse, value }) => [coarse, value.recipe])).toEqual([
      ['b', small.recipe],
      ['a', large.recipe],
    ]);
    expect(readdirSync(root)).toHaveLength(1);
  });

  test('reports a full disk', () => {
    const { folder, found } = storeFinding(root, 'a', large);
    symlinkSync('/dev/full', `${found}.part`);
    expect(() => nameFault({ folder, found, reduced: '', report: '' }, 'b')).toThrow(
      expect.objectContaining({
        code: 'store',
        message: `a finding can't be stored in ${folder}: No space left on device`,
      }),
    );
    expect(readCase(join(folder, 'found.case')).recipe).toEqual(large.recipe);
  });

  test('writes files atomically', () => {
    const { folder } = storeFinding(root, 'a', large);
    expect(readdirSync(folder)).toEqual(['found.case']);
    expect(readFileSync(join(folder, 'found.case'), 'utf8')).toMatch(/^# a\n# found in seed 1, case 2\n/);
  });

  test('has no findings without a folder, and ignores other folders', () => {
    expect(earlierFindings(join(root, 'missing'))).toEqual([]);
    mkdirSync(join(root, 'empty'));
    expect(earlierFindings(root)).toEqual([]);
  });

  test('names the file of a stored case that cannot be read', () => {
    mkdirSync(join(root, 'x'));
    writeFileSync(join(root, 'x', 'found.case'), 'top.qcow2 qcow2 64k |q|\n');
    expect(() => earlierFindings(root)).toThrow(/x\/found\.case, line 1: q is not a cell/);
  });
});
