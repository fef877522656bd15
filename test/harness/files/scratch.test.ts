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

/** The number of a process that has ended. */
function deadPid(): number {
  return spawnSync('true').pid;
}

describe('openScratch', () => {
  test('makes a folder in TMPDIR that is gone when it is closed, with all that was written', async () => {
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

  test('sweeps what a killed run left', async () => {
    mkdirSync(join(parent, `${scratchPrefix()}-${deadPid()}-x`, '0'), { recursive: true });
    const scratch = await openScratch();
    expect(scratch.swept).toBe(1);
    scratch.close();
    expect(readdirSync(parent)).toEqual([]);
  });

  test('says what to do where nothing can be written', async () => {
    vi.stubEnv('TMPDIR', join(parent, 'missing'));
    await expect(openScratch()).rejects.toMatchObject({
      code: 'no-scratch',
      next: expect.stringContaining('TMPDIR'),
    });
  });
});

describe('removeStaleScratch', () => {
  test('leaves live runs, other PID namespaces and other names alone', () => {
    const kept = [
      `${scratchPrefix()}-${process.pid}-x`,
      `qemu-map-parity-1-${deadPid()}-x`,
      'something-else',
    ];
    for (const name of kept) mkdirSync(join(parent, name));
    expect(removeStaleScratch(parent)).toBe(0);
    expect(readdirSync(parent).sort()).toEqual(kept.sort());
  });
});
