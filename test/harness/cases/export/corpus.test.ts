import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../../../../src/harness/answers/outcome.ts';
import { Corpus } from '../../../../src/harness/cases/export/corpus.ts';
import type { Manifest } from '../../../../src/harness/cases/export/manifest.ts';
import { recordedAnswers } from '../../../../src/harness/cases/export/recorded-answers.ts';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { RecordedOutcomes } from '../../../../src/harness/runs/golden/golden-text.ts';
import { recordedFrom } from '../../../../src/harness/runs/golden/recorded-from.ts';
import { profileNamed } from '../../../../src/map/profile/profile.ts';

let scratch: Scratch;
let folder: string;
let manifest: Manifest;
/** The recorded outcomes of each golden query. */
const records = new Map<string, RecordedOutcomes>();
const keyOf = (name: string, query: readonly string[]): string => [name, ...query].join('\0');
beforeAll(async () => {
  scratch = await openScratch();
  folder = scratch.caseFolder().path;
  const corpus = new Corpus(folder);
  for (const answered of recordedAnswers()) {
    if (slow.test(answered.name)) continue;
    corpus.add(answered);
    for (const { query, outcomes } of answered.goldens) records.set(keyOf(answered.name, query), outcomes);
  }
  corpus.finish(recordedFrom());
  manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
});
afterAll(() => scratch.close());

/** Each password takes a second to check. */
const slow = /luks|crypt/;

test('our map prints the expected outputs of a corpus of goldens, in its folders', () => {
  const holes = scratch.holes.kind === 'supported';
  const differing: string[] = [];
  const counts = { asked: 0, compared: 0 };
  for (const { case: name, arguments: query, folder: home, needsHoles, expected } of manifest.checks) {
    if (needsHoles && !holes) continue;
    for (const { versions, status, stdout, stderr } of expected) {
      // Our map is asked as one of them. That the others were recorded to answer the same is read where the records are.
      const [version] = versions;
      const answer = inProcess.answer(query, join(folder, home), profileNamed(version!));
      const answers = versions.map(each => records.get(keyOf(name, query))!.get(each)!);
      if (answer.kind !== 'unsupported') {
        answers.push(answer.outcome);
        counts.asked += 1;
      }
      counts.compared += answers.length;
      const isSame = (outcome: Outcome): boolean =>
        outcome.stdout.equals(readFileSync(join(folder, stdout))) &&
        outcome.stderr.equals(readFileSync(join(folder, stderr))) &&
        outcome.end.kind === 'exit' &&
        outcome.end.status === status;
      if (!answers.every(isSame)) differing.push(`${name} as ${versions.join(' ')}: ${query.join(' ')}`);
    }
  }
  expect(differing).toEqual([]);
  expect(counts.asked).toBeGreaterThan(4000);
  expect(counts.compared).toBeGreaterThan(0);
  console.log(counts);
});

test('the manifest has the versions, a note for each case, and the image of a plain map', () => {
  expect(manifest.versions).toEqual(recordedFrom());
  expect(Object.keys(manifest.versions)).toEqual(expect.arrayContaining(['5.2', '7.2', '10.0', '11.1']));
  expect(manifest.checks.filter(({ note }) => note === '')).toEqual([]);
  expect(manifest.checks[0]).toMatchObject({ case: '001-unallocated', image: 'top.qcow2' });
});

test('a corpus is not written into a folder with files', () => {
  expect(() => new Corpus(folder)).toThrow(/isn't empty/);
});
