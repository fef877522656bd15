import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { writeLyingOracle } from '../support/lying-oracle.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

const [oracle] = (await findOracles()).oracles.slice(-1);

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interrupt-test-'));
  temporary = mkdtempSync(join(tmpdir(), 'interrupt-test-tmp-'));
});
afterEach(() => {
  for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
});

/** Starts a campaign with an oracle that answers no case, and waits until one hangs for each job. */
async function hangingRun({ jobs, folder: place }: typeof onWorkers): Promise<ChildProcess> {
  const oracle = writeLyingOracle(folder, 'hangs after the probes');
  const bare = ['run', '--no-goldens', '--known', '/dev/null', '--time', '5m'];
  // While a first case hangs, a pause is due, and no other begins.
  const args = [main, ...bare, '--timeout', '1m', '--oracle', oracle, '--jobs', String(jobs)];
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, TMPDIR: temporary } });
  child.stdout!.resume();
  // A program may have a child in its folder, and the probes share one: so the folders count, not the programs.
  while (new Set(programFolders().filter(path => place.test(path))).size < jobs) await sleep(50);
  return child;
}

/** Two jobs, which the main thread serves, and the folder of a program that it has started. */
const withoutWorkers = { jobs: 2, folder: /\/\d+-\d+$/ };
/** Three jobs, each of a worker that has a folder for those of its cases. */
const onWorkers = { jobs: 3, folder: /\/\d+\/\d+-\d+$/ };

/** The working directories of the programs that run in the scratch folders. */
function programFolders(): string[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return pids.flatMap(pid => {
    try {
      const path = readlinkSync(`/proc/${pid}/cwd`);
      return path.startsWith(temporary) ? [path] : [];
    } catch {
      return [];
    }
  });
}

/** How many programs run in the scratch folders. */
function programsRunning(): number {
  return programFolders().length;
}

/** A command that looks for what earlier runs have left, as every one with a scratch folder does. */
function nextRun(): void {
  writeFileSync(join(folder, 'next.case'), 'top.qcow2 qcow2 64k |#|\nmap top.qcow2\n');
  const next = spawnSync(process.execPath, [main, 'try', 'next.case'], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary },
  });
  expect(next.status).toBe(0);
}

describe('a campaign that is interrupted', () => {
  test.each([
    ['SIGINT', 130, withoutWorkers],
    ['SIGTERM', 143, withoutWorkers],
    ['SIGINT', 130, onWorkers],
    ['SIGTERM', 143, onWorkers],
  ] as const)('by %s ends with %i and leaves neither files nor programs, %o', async (signal, status, run) => {
    const child = await hangingRun(run);
    const began = performance.now();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([status, null]);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(readdirSync(temporary)).toEqual([]);
    expect(programsRunning()).toBe(0);
  });

  test('by a second signal ends at once, and leaves neither files nor programs', async () => {
    const child = await hangingRun(onWorkers);
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([expect.any(Number), null]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(programsRunning()).toBe(0);
  });

  test('ends with 143 when qemu-img is still being asked for its version', async () => {
    const asked = join(folder, 'asked');
    const silent = join(folder, 'silent-qemu-img');
    writeFileSync(silent, `#!/bin/sh\n: > '${asked}'\nexec sleep 5\n`, { mode: 0o755 });
    const child = spawn(process.execPath, [main, 'run', '--oracle', silent, '--cases', '1'], {
      ...{ cwd: folder, stdio: 'ignore' },
      env: { ...process.env, TMPDIR: temporary },
    });
    while (!existsSync(asked)) await sleep(20);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
  });

  test('by the first SIGTERM ends with 143 while a qemu-img hangs in the measurement of the bare start rate', async () => {
    const oracle = join(folder, 'qemu-img');
    const lines = [
      '#!/bin/sh',
      'if [ "$1" = --version ]; then echo qemu-img version 11.1.3; exit; fi',
      `case $(tr '\\0' ' ' < /proc/$PPID/cmdline) in *bare-starter*) : > '${folder}/measured'; exec sleep 600;; esac`,
      'exit 1',
      '',
    ];
    writeFileSync(oracle, lines.join('\n'), { mode: 0o755 });
    const args = [main, 'run', '--no-goldens', '--known', '/dev/null', '--oracle', oracle];
    const child = spawn(process.execPath, args, {
      ...{ cwd: folder, stdio: 'ignore' },
      env: { ...process.env, TMPDIR: temporary },
    });
    while (!existsSync(join(folder, 'measured'))) await sleep(20);
    const began = performance.now();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(readdirSync(temporary)).toEqual([]);
    expect(programsRunning()).toBe(0);
  });

  test.each([withoutWorkers, onWorkers])(
    'by SIGKILL leaves files and programs that the next run removes and ends, %o',
    async run => {
      const child = await hangingRun(run);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(readdirSync(temporary)).toHaveLength(1);
      expect(programsRunning()).toBeGreaterThan(0);
      nextRun();
      expect(readdirSync(temporary)).toEqual([]);
      expect(programsRunning()).toBe(0);
    },
  );

  test.skipIf(oracle?.nbd.kind !== 'complete')(
    'by SIGKILL leaves qemu-nbds that the next run ends',
    async () => {
      const args = [main, 'run', '--oracle', oracle!.name, '--feature', 'nbd-context', '--jobs', '4'];
      const child = spawn(process.execPath, args, {
        ...{ cwd: folder, stdio: 'ignore' },
        env: { ...process.env, TMPDIR: temporary },
      });
      while (programsRunning() === 0) await sleep(20);
      await sleep(1000);
      child.kill('SIGKILL');
      await once(child, 'exit');
      nextRun();
      expect(programsRunning()).toBe(0);
    },
  );
});

describe('a sweep that is interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s ends within a second or two while it computes, and leaves nothing',
    async (signal, status) => {
      const child = spawn(process.execPath, [main, 'sweep', '--depth', '4'], {
        ...{ cwd: folder, stdio: 'ignore' },
        env: { ...process.env, TMPDIR: temporary },
      });
      while (!readdirSync(temporary).some(name => !name.includes('probe'))) await sleep(20);
      await sleep(3000);
      const began = performance.now();
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([status, null]);
      // Half a second of grace, and what a machine with other work takes to remove the files.
      expect(performance.now() - began).toBeLessThan(3000);
      expect(readdirSync(temporary)).toEqual([]);
      expect(programsRunning()).toBe(0);
    },
  );

  test('by SIGKILL of the process that was started ends the one that computes', async () => {
    const child = spawn(process.execPath, [main, 'sweep', '--depth', '2'], {
      ...{ cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] },
      env: { ...process.env, TMPDIR: temporary },
    });
    child.stdout!.resume();
    while (readdirSync(temporary).length === 0) await sleep(20);
    child.kill('SIGKILL');
    // Its stdout is closed once both processes are gone.
    await once(child, 'close');
  });
});
