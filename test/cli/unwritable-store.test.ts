import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { main } from '../support/main.ts';
import { quickCases } from '../support/quick-cases.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();
beforeEach(() => rmSync(join(folder.path, '.map-parity'), { recursive: true, force: true }));

function run(oracle: string): { status: number | null; stdout: string; stderr: string } {
  const args = [main, 'run', ...quickCases, '--jobs', '1', '--oracle', oracle];
  return spawnSync(process.execPath, args, {
    ...{ encoding: 'utf8', cwd: folder.path, timeout: 100_000 },
    env: { ...process.env, TMPDIR: folder.path },
  });
}

/** An oracle that puts a file where the store is. Its first start, for its version, comes after the folder of findings was tried. */
function replacingTheStore(liar: string): string {
  const oracle = join(folder.path, 'qemu-img');
  const store = join(folder.path, '.map-parity');
  writeFileSync(
    oracle,
    `#!/bin/sh\n[ -f '${store}' ] || { rm -rf '${store}'; : >'${store}'; }\nexec '${liar}' "$@"\n`,
    { mode: 0o755 },
  );
  return oracle;
}

test('a default folder of findings that cannot be written is refused before anything runs', () => {
  folder.put('.map-parity', 'a file where the folder would be');
  const { status, stdout, stderr } = run(writeLyingOracle(folder.path, 'drops an extent'));
  expect(stderr).toMatch(/^map-parity: \.map-parity\/findings can't be written: Not a directory$/m);
  expect(stdout).toBe('');
  expect(status).toBe(2);
});

test('a finding that cannot be stored is shown all the same, with the verdict', () => {
  const { status, stdout } = run(replacingTheStore(writeLyingOracle(folder.path, 'drops an extent')));
  expect(stdout).toMatch(
    /^finding: .*\n(.*\n)*not stored: \.map-parity\/findings.*: Not a directory\. Make room/m,
  );
  expect(stdout).toMatch(/^verdict: /m);
  expect(status).toBe(1);
});

test('an error of a qemu-img whose case cannot be kept is told all the same', () => {
  const liar = writeLyingOracle(folder.path, 'prints nothing');
  const { status, stdout } = run(replacingTheStore(liar));
  expect(stdout).toMatch(
    /^oracle error: .*\n {2}.* for example in seed 5, case 0\n {2}not kept: \.map-parity\/findings.*: Not a directory\. Make room/m,
  );
  expect(status).toBe(3);
});
