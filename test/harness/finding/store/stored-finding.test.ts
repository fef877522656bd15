import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import { readCase } from '../../../../src/harness/files/read-case.ts';
import {
  type EarlierFinding,
  earlierFindings,
} from '../../../../src/harness/finding/store/earlier-findings.ts';
import {
  dropFinding,
  nameFault,
  settledPlace,
  settleFinding,
  storeFinding,
  storeReduced,
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
    const settled = settledPlace(root, stored, fine);
    settleFinding(stored, settled, 'report\n');
    expect(readFileSync(settled.report, 'utf8')).toBe('report\n');
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
    storeReduced(first, fine, { ...small, notes: ['reduced from a'] });
    storeReduced(second, fine, { ...small, notes: ['reduced from b'] });
    const places = [first, second].map(stored => {
      const place = settledPlace(root, stored, fine);
      settleFinding(stored, place, `of ${stored.found}\n`);
      return place;
    });
    // Each report names the cases that it is about.
    const notes = places.map(({ found, reduced }) =>
      [found, reduced].map(path => readCase(path).notes.slice(0, 2)),
    );
    expect(notes).toEqual([
      [
        ['a', ...large.notes],
        [fine, 'reduced from a'],
      ],
      [
        ['b', ...small.notes],
        [fine, 'reduced from b'],
      ],
    ]);
    const [only, another] = earlierFindings(root) as EarlierFinding[];
    expect(another).toBeUndefined();
    expect(readFileSync(only!.stored.report, 'utf8')).toBe(`of ${first.found}\n`);
    expect(only!.found.map(({ coarse, value }) => [coarse, value.recipe])).toEqual([
      ['b', small.recipe],
      ['a', large.recipe],
    ]);
    expect(readdirSync(root)).toHaveLength(1);
  });

  test('a disk that is full stops nothing: the finding says why it is not stored', () => {
    const stored = storeFinding(root, 'a', large);
    symlinkSync('/dev/full', `${stored.found}.part`);
    nameFault(stored, 'b');
    expect(stored.unstored).toBe(`${stored.folder}: No space left on device`);
    storeReduced(stored, fine, small);
    const settled = settledPlace(root, stored, fine);
    settleFinding(stored, settled, 'report\n');
    expect(settled.unstored).toBe(stored.unstored);
    expect(readdirSync(stored.folder)).toEqual(['found.case']);
    expect(readCase(stored.found).recipe).toEqual(large.recipe);
  });

  test('a folder that cannot be made stops nothing either', () => {
    writeFileSync(join(root, 'file'), '');
    const { unstored } = storeFinding(join(root, 'file', 'findings'), 'a', large);
    expect(unstored).toBe(`${join(root, 'file', 'findings')}: Not a directory`);
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

  test('sets a finding aside that cannot be read, and names the file', () => {
    mkdirSync(join(root, 'x'));
    writeFileSync(join(root, 'x', 'found.case'), 'top.qcow2 qcow2 64k |q|\n');
    const stored = storeFinding(root, coarse, large);
    expect(earlierFindings(root)).toMatchObject([
      { stored },
      {
        folder: join(root, 'x'),
        why: expect.stringMatching(/x\/found\.case, line 1: q is not a cell[^\n]*$/),
      },
    ]);
  });
});

describe('a folder of findings that runs share', () => {
  const namespace = readlinkSync('/proc/self/ns/pid').replaceAll(/\D/g, '');

  /** A finding that a process has stored. */
  function storedBy(process: string): string {
    const { folder } = storeFinding(root, coarse, large);
    const other = folder.replace(/\d+-\d+$/, process);
    renameSync(folder, other);
    return other;
  }

  test('leaves a run what it works on', () => {
    storedBy(`${namespace}-1`);
    expect(earlierFindings(root)).toEqual([]);
  });

  test('gives what a killed run worked on to one other run', () => {
    const dead = storedBy(`${namespace}-${spawnSync('true').pid}`);
    const [earlier] = earlierFindings(root) as EarlierFinding[];
    expect(earlier).toMatchObject({ smallest: { recipe: large.recipe }, settled: false });
    expect(earlier!.stored.folder).toMatch(new RegExp(`-${namespace}-${process.pid}$`));
    expect(existsSync(dead)).toBe(false);
  });

  test('of a run in another container it takes what was not touched for ten minutes', () => {
    const other = storedBy('1-1');
    expect(earlierFindings(root)).toEqual([]);
    utimesSync(other, new Date(), Date.now() / 1000 - 601);
    expect(earlierFindings(root)).toHaveLength(1);
  });

  test('a run whose finding another one removed says so, and goes on', () => {
    const stored = storeFinding(root, coarse, large);
    rmSync(stored.folder, { recursive: true });
    storeReduced(stored, fine, small);
    expect(stored.unstored).toMatch(/No such file or directory$/);
    dropFinding(stored);
  });
});
