import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findNbdInfo } from '../../src/harness/parties/oracle/nbd/nbd-programs.ts';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { main } from '../support/main.ts';

let folder: string;
let temporary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interrupt-test-'));
  temporary = mkdtempSync(join(tmpdir(), 'interrupt-test-tmp-'));
});
afterEach(() => {
  for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true });
});

/** Starts a campaign with an oracle that hangs in each case, and waits until it does in one of those that are meant. */
async function hangingRun({ jobs, place }: typeof onWorkers): Promise<ChildProcess> {
  const bare = ['run', '--no-goldens', '--known', '/dev/null', '--time', '5m', '--timeout', '1m'];
  const oracle = writeLyingOracle(folder, 'hangs in a case');
  const args = [main, ...bare, '--oracle', oracle, '--jobs', String(jobs)];
  const child = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, TMPDIR: temporary } });
  child.stdout!.resume();
  while (!programs().some(each => place.test(each.folder))) await sleep(20);
  return child;
}

/** Two jobs, which the main thread serves, and the folder of each of its cases. */
const withoutWorkers = { jobs: 2, place: /\/\d+-\d+$/ };
/** Three jobs, each of a worker that has a folder for those of its cases. Until they have started, the main thread runs cases. */
const onWorkers = { jobs: 3, place: /\/\d+\/\d+-\d+$/ };

/** A program that runs in a scratch folder. */
interface RunningProgram {
  readonly command: string;
  /** Its working directory. */
  readonly folder: string;
}

function programs(): RunningProgram[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return pids.flatMap(pid => {
    try {
      const folder = readlinkSync(`/proc/${pid}/cwd`);
      if (!folder.startsWith(temporary)) return [];
      return [{ folder, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return [];
    }
  });
}

/** A command that looks for what earlier runs have left, as every one with a scratch folder does. */
function nextRun(): void {
  writeFileSync(join(folder, 'next.case'), 'top.qcow2 qcow2 64k |#|\nmap top.qcow2\n');
  const next = spawnSync(process.execPath, [main, 'try', 'next.case'], {
    cwd: folder,
    // Without the fetched qemu-imgs, which it needn't ask.
    env: { ...process.env, TMPDIR: temporary, XDG_CACHE_HOME: folder },
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
    // A machine with other work takes some seconds; the minute of --timeout would end the programs, too.
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(readdirSync(temporary)).toEqual([]);
    expect(programs()).toEqual([]);
  });

  test('by a second signal ends at once, and leaves neither files nor programs', async () => {
    const child = await hangingRun(onWorkers);
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([expect.any(Number), null]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(programs()).toEqual([]);
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
    expect(programs()).toEqual([]);
  });

  test.each([withoutWorkers, onWorkers])(
    'by SIGKILL leaves files and programs that the next run removes and ends, %o',
    async run => {
      const child = await hangingRun(run);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(readdirSync(temporary)).toHaveLength(1);
      expect(programs()).not.toEqual([]);
      nextRun();
      expect(readdirSync(temporary)).toEqual([]);
      expect(programs()).toEqual([]);
    },
  );

  test.skipIf(findNbdInfo() === undefined)(
    'by SIGKILL leaves a qemu-nbd that heeds no SIGTERM, which the next run ends',
    async () => {
      const oracle = writeLyingOracle(folder, 'tells the truth');
      writeFileSync(join(folder, 'qemu-nbd'), "#!/bin/sh\ntrap '' TERM\nexec sleep 600\n", { mode: 0o755 });
      const cases = ['--no-goldens', '--known', '/dev/null', '--feature', 'nbd-context', '--jobs', '1'];
      const child = spawn(process.execPath, [main, 'run', '--oracle', oracle, ...cases], {
        ...{ cwd: folder, stdio: 'ignore' },
        env: { ...process.env, TMPDIR: temporary },
      });
      const isServer = ({ command, folder }: RunningProgram): boolean =>
        command.startsWith('sleep 600') && withoutWorkers.place.test(folder);
      while (!programs().some(isServer)) await sleep(20);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(programs().filter(isServer)).toHaveLength(1);
      nextRun();
      expect(programs()).toEqual([]);
    },
  );
});

describe('a sweep that is interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s ends with %i within a second or two while it computes, and leaves nothing',
    async (signal, status) => {
      const child = spawn(process.execPath, [main, 'sweep', '--depth', '4'], {
        ...{ cwd: folder, stdio: 'ignore' },
        env: { ...process.env, TMPDIR: temporary },
      });
      while (!readdirSync(temporary).some(name => !name.includes('probe'))) await sleep(20);
      await sleep(1500);
      const began = performance.now();
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([status, null]);
      // Half a second of grace, and what a machine with other work takes to remove the files.
      expect(performance.now() - began).toBeLessThan(3000);
      expect(readdirSync(temporary)).toEqual([]);
      expect(programs()).toEqual([]);
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
