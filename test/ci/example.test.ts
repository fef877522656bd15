import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { main } from '../support/main.ts';

const example = fileURLToPath(new URL('../../ci/example', import.meta.url));

const { oracles } = await findOracles();
const hasPython = (await execa('python3', ['-c', ''], { reject: false })).exitCode === 0;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'example-test-'));
  cpSync(example, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: string[]): Promise<{ exitCode?: number | undefined; stdout: string }> =>
  execa(process.execPath, [main, 'run', '--cases', '12', '--jobs', '1', ...words], {
    cwd: folder,
    reject: false,
    env: { NO_COLOR: '1' },
  });

test.skipIf(oracles.length === 0 || !hasPython)(
  'the example is green with its baseline, red without it, and red when the reader breaks',
  async () => {
    const green = await run();
    expect(green.stdout).toMatch(/^verdict: parity with qemu-img [\d.]+, except for 1 known finding$/m);
    expect(green.exitCode).toBe(0);

    const known = join(folder, 'known.txt');
    const reviewed = readFileSync(known, 'utf8');
    writeFileSync(known, '');
    const unreviewed = await run('--bail', '--findings', join(folder, 'unreviewed'));
    expect(unreviewed.stdout).toMatch(/^finding: subject: field depth in unallocated\/end/m);
    expect(unreviewed.exitCode).toBe(1);
    writeFileSync(known, reviewed);

    const reader = join(folder, 'reader.py');
    const sound = readFileSync(reader, 'utf8');
    const broken = sound.replace('"zero" if entry & 1 else "data"', '"data"');
    expect(broken).not.toBe(sound);
    writeFileSync(reader, broken);
    const red = await run('--bail', '--findings', join(folder, 'broken'));
    expect(red.stdout).toMatch(/^finding: subject: field (?:zero|present) /m);
    expect(red.exitCode).toBe(1);
  },
);
