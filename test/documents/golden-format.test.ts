import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { readDocument } from './documents.ts';

const excerpts = readDocument('golden/README.md').blocks.filter(({ language }) => language === '');
const records = goldenCases().map(({ recorded }) => readFileSync(recorded, 'utf8'));

test.each(excerpts)('golden/README.md quotes a record word for word: $text', ({ text }) => {
  expect(records.filter(record => `${record}\n`.includes(`\n\n${text}\n`))).not.toEqual([]);
});

test('golden/README.md quotes the shortened levels of a backing loop', () => {
  const [, quoted] = /has `(Could not open backing file: …[^`]*)`/.exec(
    readDocument('golden/README.md').prose,
  )!;
  expect(records.some(record => record.includes(`: ${quoted}\n`))).toBe(true);
});
