import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
    const [twelfth, again] = [scratch.caseFolder(12), scratch.caseFolder(12)];
    expect(twelfth.path).toMatch(/-12$/);
    expect(again.path).not.toBe(twelfth.path);
    writeFileSync(join(first.path, 'a'), 'a');
    first.drop();
    expect(existsSync(first.path)).toBe(false);
    scratch.close();
    expect(readdirSync(parent)).toEqual([]);
  });

  test('kills what still runs in its folder when it is closed, out of its process group or not', async () => {
    const scratch = await openScratch();
    const left = spawn('sleep', ['600'], {
      cwd: scratch.caseFolder().path,
      detached: true,
      stdio: 'ignore',
    });
    const end = once(left, 'exit');
    scratch.close();
    expect(await end).toEqual([null, 'SIGKILL']);
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
  /** A folder of a run that was killed. */
  function staleFolder(): string {
    const folder = join(parent, `${scratchPrefix()}-${deadPid()}-x`, '0');
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  test('kills the programs that a killed run left running', async () => {
    const left = spawn('sleep', ['600'], { cwd: staleFolder(), detached: true, stdio: 'ignore' });
    const end = once(left, 'exit');
    removeStaleScratch(parent);
    expect(await end).toEqual([null, 'SIGKILL']);
  });

  test('kills a server that a killed run left listening, which has gone to the root folder', async () => {
    const socket = join(staleFolder(), 'nbd.sock');
    const server = spawn(process.execPath, ['-e', `setTimeout(() => {}, 600_000)`, socket], {
      cwd: '/',
      stdio: 'ignore',
    });
    const end = once(server, 'exit');
    removeStaleScratch(parent);
    expect(await end).toEqual([null, 'SIGKILL']);
  });

  test('spares a shell on a terminal in such a folder', async () => {
    const folder = staleFolder();
    const note = join(parent, 'pid');
    const shell = spawn('script', ['-qc', `cd ${folder}; echo $$ > ${note}; exec sleep 600`, '/dev/null'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    while (!existsSync(note) || readFileSync(note, 'utf8') === '') await pause(10);
    removeStaleScratch(parent);
    expect(existsSync(folder)).toBe(false);
    expect(readlinkSync(`/proc/${readFileSync(note, 'utf8').trim()}/cwd`)).toBe(`${folder} (deleted)`);
    shell.kill();
  });

  test('removes the probe of a killed run', async () => {
    mkdirSync(join(parent, `${scratchPrefix()}-${deadPid()}-probe-x`));
    removeStaleScratch(parent);
    expect(readdirSync(parent)).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)('leaves what another user owns, and removes the rest', async () => {
    const folder = staleFolder();
    chmodSync(dirname(folder), 0o700);
    const own = `${scratchPrefix()}-${deadPid()}-y`;
    mkdirSync(join(parent, own));
    chmodSync(parent, 0o1777);
    chownSync(join(parent, own), 65534, 65534);
    process.seteuid!(65534);
    try {
      removeStaleScratch(parent);
    } finally {
      process.seteuid!(0);
    }
    expect(existsSync(folder)).toBe(true);
    expect(existsSync(join(parent, own))).toBe(false);
  });

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
