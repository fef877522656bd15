import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';

const vitest = resolve('node_modules/vitest/vitest.mjs');
const reporter = resolve('ci/closing-line.ts');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'closing-line-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Runs Vitest over files given by name and text; returns the last line it printed, the lines of what was skipped, and its exit status. */
async function runVitest(
  files: Record<string, string>,
): Promise<{ line: string | undefined; skipped: string[]; status: number | undefined }> {
  const config = `import { ClosingLine } from ${JSON.stringify(reporter)};
export default { test: { globals: true, include: ['*.test.js'], reporters: [new ClosingLine()] } };`;
  for (const [name, text] of Object.entries({ 'vitest.config.mjs': config, ...files })) {
    await writeFile(join(folder, name), text);
  }
  const { stdout, exitCode } = await execa(process.execPath, [vitest, 'run', '--root', folder], {
    reject: false,
  });
  const lines = stdout.trimEnd().split('\n');
  return {
    line: lines.at(-1),
    skipped: lines.filter(line => line.startsWith('skipped: ')),
    status: exitCode,
  };
}

test('passed, failed, skipped and todo tests are counted over all files', async () => {
  const { line, status } = await runVitest({
    'a.test.js': `test('a', () => {}); test('b', () => { throw new Error('no'); }); test.skip('c', () => {});`,
    'b.test.js': `describe('d', () => { test('e', () => {}); test('f', () => {}); test.todo('g'); });`,
  });
  expect(line).toBe('3 passed, 1 failed, 2 skipped');
  expect(status).toBe(1);
});

test('a file that does not load, a hook that throws and an error outside all tests are failures', async () => {
  const { line, status } = await runVitest({
    'loads-not.test.js': `throw new Error('no');`,
    'hook.test.js': `describe('d', () => { beforeAll(() => { throw new Error('no'); }); test('e', () => {}); });`,
    'outside.test.js': `test('f', () => { setTimeout(() => { throw new Error('no'); }); return new Promise(r => setTimeout(r, 50)); });`,
  });
  expect(line).toBe('1 passed, 3 failed, 1 skipped');
  expect(status).toBe(1);
});

test('no failure is a line and a status without failure', async () => {
  const { line, status } = await runVitest({ 'a.test.js': `test('a', () => {});` });
  expect(line).toBe('1 passed, 0 failed, 0 skipped');
  expect(status).toBe(0);
});

test('what is skipped is named, a group that is skipped as a whole once', async () => {
  const { skipped } = await runVitest({
    'a.test.js': `describe.skip('with a browser', () => {
      describe('a page', () => { test('a', () => {}); test('b', () => {}); });
      test('c', () => {});
    });
    describe('without', () => { test('d', () => {}); test.skip('e', () => {}); });`,
  });
  expect(skipped).toEqual([
    'skipped: 3 in a.test.js: with a browser',
    'skipped: 1 in a.test.js: without > e',
  ]);
});
