import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { main } from '../support/main.ts';
import { quickCases } from '../support/quick-cases.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stored(): string[] {
  const findings = join(folder, '.map-parity/findings');
  if (!existsSync(findings)) return [];
  return readdirSync(findings).flatMap(name => readdirSync(join(findings, name)));
}

test('a reduction that is killed is completed by the next run', async () => {
  const run = [main, 'run', ...quickCases, '--jobs', '1'];
  const slowly = [...run, '--oracle', writeLyingOracle(folder, 'lies slowly once a finding is stored')];
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, slowly, { cwd: folder, env, stdio: 'ignore' });
  while (!stored().includes('found.case')) await sleep(20);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(stored()).not.toContain('report.txt');

  // A shard without cases: only the stored finding is left.
  const quickly = [...run, '--shard', '2/2', '--oracle', writeLyingOracle(folder, 'drops an extent')];
  const next = spawnSync(process.execPath, quickly, { cwd: folder, env, encoding: 'utf8' });
  expect(next.status).toBe(1);
  expect(next.stdout).toMatch(
    /^stored: 1 finding of earlier runs, 1 still there\n {2}still there, and reduced now:\nfinding: /m,
  );
  expect(stored()).toEqual(expect.arrayContaining(['found.case', 'reduced.case', 'report.txt']));
});
