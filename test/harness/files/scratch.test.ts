import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openScratch } from '../../../src/harness/files/scratch.ts';
import { removeStaleScratch, scratchPrefix } from '../../../src/harness/files/stale-scratch.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'scratch-test-'));
  vi.stubEnv('TMPDIR', parent);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(parent, { recursive: true, force: true });
});

/** The pid of a process that has ended. */
function deadPid(): number {
  return spawnSync('true').pid;
}

describe('openScratch', () => {
  test('makes a folder in TMPDIR, and removes it when it is closed', async () => {
    const scratch = await openScratch();
    expect(dirname(scratch.folder)).toBe(parent);
    const [first, second] = [scratch.caseFolder(), scratch.caseFolder()];
    expect(first.path).not.toBe(second.path);
    writeFileSync(join(first.path, 'a'), 'a');
    first.drop();
    expect(existsSync(first.path)).toBe(false);
    scratch.close();
    expect(readdirSync(parent)).toEqual([]);
  });

  test('removes the folders of killed runs', async () => {
    mkdirSync(join(parent, `${scratchPrefix()}-${deadPid()}-x`, '0'), { recursive: true });
    (await openScratch()).close();
    expect(readdirSync(parent)).toEqual([]);
  });

  test('an error says what to do when nothing can be written', async () => {
    vi.stubEnv('TMPDIR', join(parent, 'missing'));
    await expect(openScratch()).rejects.toMatchObject({
      code: 'no-scratch',
      next: expect.stringContaining('TMPDIR'),
    });
  });
});

describe('removeStaleScratch', () => {
  test('keeps the folders of live runs, of other PID namespaces and of other programs', () => {
    const kept = [
      `${scratchPrefix()}-${process.pid}-x`,
      `qemu-map-parity-1-${deadPid()}-x`,
      'something-else',
    ];
    for (const name of kept) mkdirSync(join(parent, name));
    removeStaleScratch(parent);
    expect(readdirSync(parent).sort()).toEqual(kept.sort());
  });
});
