import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { readDocument } from './documents.ts';

/** Which versions a record has changes often, and with it which of them agree. */
const withoutVersions = (text: string): string => text.replaceAll(/^-- .*$/gm, '--');
const excerpts = readDocument('golden/README.md').blocks.filter(({ language }) => language === '');
const records = goldenCases().map(({ recorded }) => readFileSync(recorded, 'utf8'));

test.each(excerpts)('golden/README.md quotes a record, but for its versions: $text', ({ text }) => {
  expect(
    records.filter(record => withoutVersions(`${record}\n`).includes(`\n\n${withoutVersions(text)}\n`)),
  ).not.toEqual([]);
});

test('golden/README.md quotes the shortened levels of a backing loop', () => {
  const [, quoted] = /has `(Could not open backing file: …[^`]*)`/.exec(
    readDocument('golden/README.md').prose,
  )!;
  expect(records.some(record => record.includes(`: ${quoted}\n`))).toBe(true);
});
