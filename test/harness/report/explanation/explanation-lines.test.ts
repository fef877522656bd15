import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { explanationLines } from '../../../../src/harness/report/explanation/explanation-lines.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../support/tiny-qcow2.ts';

vi.mock('../../../../src/map/host/nodejs/c-library/koffi.ts', () => ({
  koffi: () => undefined,
  koffiIsLoaded: () => false,
}));

const folder = testFolder();
folder.put('sparse', '');
truncateSync(join(folder.path, 'sparse'), 4096);
folder.put('data', tinyQcow2({ l2: [[0x1000n]] }));

const lastLine = (name: string) => explanationLines(name, 0n, { directory: folder.path }).at(-1);

test('without koffi, the explanation of a file says that its holes counted as data', () => {
  expect(lastLine('sparse')).toBe(
    "  holes in files count as data, because koffi can't be loaded. Install it: npm install koffi.",
  );
});

test('an explanation that needs no holes says nothing about them', () => {
  expect(lastLine('data')).toMatch(/^ {2}extent: /);
});
