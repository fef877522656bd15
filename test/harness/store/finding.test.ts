import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { earlierFindings, storeFinding, storeReduced } from '../../../src/harness/store/finding.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'store-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const large = { ...parseRows(['####', '.0z#']), notes: ['found in seed 1, case 2'] };
const small = { ...parseRows(['#', '.']), notes: ['reduced from seed 1, case 2'] };
const kind = 'subject: cut in data';

describe('the store of findings', () => {
  it('gives a finding back by value, the reduced case first', () => {
    const stored = storeFinding(root, kind, large);
    expect(earlierFindings(root)).toEqual([
      { kind, path: stored.found, value: { ...large, notes: [kind, ...large.notes] } },
    ]);
    storeReduced(stored, kind, small);
    expect(earlierFindings(root)).toEqual([
      { kind, path: stored.reduced, value: { ...small, notes: [kind, ...small.notes] } },
    ]);
  });

  it('keeps kinds apart and one folder a kind', () => {
    storeFinding(root, 'a', large);
    storeFinding(root, 'a', small);
    storeFinding(root, 'b', large);
    expect(new Set(earlierFindings(root).map(finding => finding.kind))).toEqual(new Set(['a', 'b']));
    expect(earlierFindings(root)).toHaveLength(2);
  });

  it('never shows half a file', () => {
    const { folder } = storeFinding(root, 'a', large);
    expect(readdirSync(folder)).toEqual(['found.case']);
    expect(readFileSync(join(folder, 'found.case'), 'utf8')).toMatch(/^# a\n# found in seed 1, case 2\n/);
  });

  it('has none where there is no folder, and passes over what is no finding', () => {
    expect(earlierFindings(join(root, 'missing'))).toEqual([]);
    mkdirSync(join(root, 'empty'));
    expect(earlierFindings(root)).toEqual([]);
  });

  it('names a stored case that cannot be read', () => {
    mkdirSync(join(root, 'x'));
    writeFileSync(join(root, 'x', 'found.case'), 'top.qcow2 qcow2 64k |q|\n');
    expect(() => earlierFindings(root)).toThrow(/x\/found\.case, line 1: q is not a cell/);
  });
});
