import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interrupt-test-'));
  temporary = mkdtempSync(join(tmpdir(), 'interrupt-test-tmp-'));
});
afterEach(() => {
  for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
});

/** Starts a campaign with an oracle that never answers, and waits until a case is written. */
async function hangingRun(): Promise<ChildProcess> {
  const args = [main, 'run', '--oracle', writeLyingOracle(folder, 'hangs')];
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, TMPDIR: temporary } });
  child.stdout!.resume();
  while (caseFolders().length === 0) await sleep(50);
  await sleep(300);
  return child;
}

function caseFolders(): string[] {
  const [scratch] = readdirSync(temporary).filter(
    name => name.startsWith('qemu-map-parity-') && !name.includes('probe'),
  );
  return scratch === undefined ? [] : readdirSync(join(temporary, scratch));
}

function liarsRunning(): boolean {
  return spawnSync('pgrep', ['-f', folder]).status === 0;
}

describe('a campaign that is interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i and leaves neither files nor programs', async (signal, status) => {
    const child = await hangingRun();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([status, null]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(liarsRunning()).toBe(false);
  });

  test('by SIGKILL leaves files that the next run removes', async () => {
    const child = await hangingRun();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(readdirSync(temporary)).toHaveLength(1);
    spawnSync('pkill', ['-KILL', '-f', folder]);
    const next = spawnSync(process.execPath, [main, 'golden', 'check'], {
      cwd: folder,
      env: { ...process.env, TMPDIR: temporary },
    });
    expect(next.status).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
