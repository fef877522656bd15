import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { main } from '../support/main.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();

/** Runs a shard of a campaign in the one folder. */
async function shard(oracle: string, part: string): Promise<{ status: number; output: string }> {
  const args = [
    main,
    'run',
    '--no-goldens',
    '--cases',
    '9',
    '--jobs',
    '1',
    '--oracle',
    oracle,
    '--shard',
    part,
  ];
  const env = { ...process.env, TMPDIR: folder.path };
  const child = spawn(process.execPath, args, { cwd: folder.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [[status], out, err] = await Promise.all([
    once(child, 'exit') as Promise<[number]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { status, output: out + err };
}

test('shards side by side store their findings in one folder', async () => {
  const oracle = writeLyingOracle(folder.path, 'drops an extent');
  const shards = await Promise.all(['1/3', '2/3', '3/3'].map(part => shard(oracle, part)));
  for (const { status, output } of shards) {
    expect(output).not.toContain('not stored');
    expect(output).not.toContain('No such file');
    expect(status).toBe(1);
  }
  const findings = join(folder.path, '.map-parity/findings');
  const names = readdirSync(findings);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter(name => name.startsWith('unsettled'))).toEqual([]);
  for (const name of names)
    expect(readdirSync(join(findings, name))).toEqual(
      expect.arrayContaining(['found.case', 'reduced.case', 'report.txt']),
    );
});
