import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { main } from '../support/main.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly seconds: number;
}

function run(oracle: string, ...words: string[]): Ended {
  const began = performance.now();
  const { stdout, status } = spawnSync(
    process.execPath,
    [main, 'run', '--no-goldens', '--known', '/dev/null', '--oracle', oracle, ...words],
    {
      ...{ cwd: folder.path, encoding: 'utf8', timeout: 100_000 },
      env: { ...process.env, TMPDIR: folder.path },
    },
  );
  return { status, stdout, seconds: (performance.now() - began) / 1000 };
}

/** A run that tests our map against an oracle that answers nothing but its version, with some stored findings. */
function runWithFindings(count: number, ...words: string[]): Ended {
  for (let number = 0; number < count; number++) {
    const finding = join(folder.path, '.map-parity/findings', String(number));
    mkdirSync(finding, { recursive: true });
    const text = '# subject: cut in data\n# found in a test\ntop.qcow2 qcow2 64k |#|\nmap top.qcow2\n';
    writeFileSync(join(finding, 'found.case'), text);
  }
  return run(writeLyingOracle(folder.path, 'hangs'), ...words);
}

/** A subject that answers for its first image, and never again. */
function writeHangingServer(): string {
  const extent = '{"start":0,"length":65536,"allocated":true,"zero":false,"compressed":false}';
  const lines = ['#!/bin/sh', 'read -r path', `printf '%s\\n\\n' '${extent}'`, 'exec sleep 600', ''];
  writeFileSync(join(folder.path, 'server'), lines.join('\n'), { mode: 0o755 });
  return './server';
}

test('a run ends within ten seconds of its time, whatever hangs, and says what it left out', () => {
  const { stdout, seconds, status } = runWithFindings(10, '--time', '5s');
  expect(stdout).toMatch(
    /^ {2}not replayed, because the time was up: subject: cut in data: .*found\.case is kept$/m,
  );
  expect(stdout).toMatch(/^left out when the time was up: 10 stored findings$/m);
  expect(seconds).toBeGreaterThan(5);
  expect(seconds).toBeLessThan(15);
  expect(stdout).toMatch(
    /^verdict: no random case was checked before the time was up, so nothing is proved; give it more --time$/m,
  );
  expect(status).toBe(3);
});

test('one answer may take as long as --timeout says', () => {
  const { stdout } = runWithFindings(1, '--cases', '1', '--timeout', '1s');
  expect(stdout).toMatch(/hung: no end within 1 s\n.*\n {2}replay: map-parity try .* --timeout 1s$/m);
});

test('a subject that hangs until the time is up is an error, though nothing differs', () => {
  const server = writeHangingServer();
  const { stdout, status } = run(
    ...[writeLyingOracle(folder.path, 'tells the truth'), '--subject', server],
    ...['--time', '4s', '--findings', 'none-yet'],
  );
  expect(stdout).toMatch(/^left out when the time was up: 8 cases under way$/m);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    '1 without an answer when the time was up: ./server in seed 1, case 0. --timeout 2s ends such a program sooner',
  );
  expect(stdout).toMatch(/^verdict: a program hangs; nothing is proved$/m);
  expect(status).toBe(3);
});
