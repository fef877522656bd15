import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { main } from '../support/main.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();
const [oracle] = (await findOracles()).oracles.slice(-1);

const entry = '{ "start": 0, "length": 65536, "depth": 0, "zero": false, "data": true}';
/** A map of the first image, in the case's folder 0; of all others a refusal with bytes that are no text. */
const subject = `[ "\${PWD##*/}" = 0 ] && echo '[${entry}]' && exit; printf 'a\\000b\\033[31m\\377\\r' >&2; exit 1 # {image}`;

test.skipIf(oracle === undefined)('a finding is stored and replayed whatever the subject prints', () => {
  const run = (...words: string[]) =>
    spawnSync(
      process.execPath,
      [main, 'run', '--seed', '3', '--jobs', '1', '--oracle', oracle!.name, '--subject', subject, ...words],
      { encoding: 'utf8', cwd: folder.path, env: { ...process.env, TMPDIR: folder.path }, timeout: 100_000 },
    );
  expect(run('--cases', '1')).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^finding: subject: /m),
  });
  const next = run('--cases', '1', '--shard', '2/2');
  expect(next).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^stored: 1 finding .* 1 still there/m),
  });
  expect(next.stdout + next.stderr).toMatch(/^[^\0\r\x1b]*$/);
});
