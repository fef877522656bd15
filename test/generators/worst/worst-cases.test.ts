import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { worstCases } from '../../../generators/worst/worst-cases.ts';
import { writeWorstCase } from '../../../generators/worst/write-worst-case.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();

test.each(Object.entries(worstCases))(
  'the cases of %s have names of their own, and name their format',
  (format, cases) => {
    const names = cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { words } of cases) expect(words.join(' ')).toContain(format);
  },
);

test('a case is written: bytes where they belong, holes between them, and a length', () => {
  const words = ['a'];
  const files = () => ({ a: { parts: [[1, Buffer.from('b')] as const], length: 8192 }, c: { parts: [] } });
  writeWorstCase({ name: 'tiny', words, files }, folder.path);
  expect(readFileSync(join(folder.path, 'a')).subarray(0, 3)).toEqual(Buffer.of(0, 98, 0));
  expect(statSync(join(folder.path, 'a')).size).toBe(8192);
  expect(statSync(join(folder.path, 'c')).size).toBe(0);
});
