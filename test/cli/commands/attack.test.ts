import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quoted } from '../../../generators/script/shell.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import { writeLyingOracle } from '../../support/lying-oracle.ts';
import { programInProcess } from '../../support/run-program.ts';

// Found before the program gets an empty cache.
const newest = (await findOracles()).oracles.at(-1);
const { folder, run: mapParity } = programInProcess();

test('a format that no seed has is refused with those that there are', async () => {
  expect(await mapParity('attack', '--format', 'iso')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^map-parity: .*'iso' is invalid.*The formats are qcow2, qcow, qed, vmdk, .*\n$/,
    ),
  });
});

test('without a qemu-img nothing is attacked', async () => {
  const ended = await mapParity('attack', '--cases', '1');
  expect(ended.status).toBe(3);
  expect(ended.stderr).toMatch(/^map-parity: no qemu-img to make images and to compare with/);
});

test('a qemu-img that makes no image is told, with what it said', async () => {
  const oracle = writeLyingOracle(folder.path, 'tells the truth');
  const ended = await mapParity('attack', '--cases', '1', '--format', 'vdi', '--oracle', oracle);
  expect(ended.status).toBe(3);
  expect(ended.stdout).toContain('seeds: 0 images made by these qemu-imgs, 2 could not be made');
  expect(ended.stderr).toMatch(/^map-parity: none of these qemu-imgs made an image to attack/m);
});

test.skipIf(newest === undefined)(
  'an attack takes up the findings of earlier ones, those without a report too',
  async () => {
    const found = join(folder.path, '.map-parity/findings/0a');
    mkdirSync(found, { recursive: true });
    writeFileSync(
      join(found, 'found.case'),
      '# qemu: crash SIGFPE\n# found in attack of seed 1, case 2\ntop.raw raw 512 |#|\nmap --output=json top.raw\n',
    );
    const { file, leading } = newest!.program;
    const oracle = join(folder.path, 'qemu-img');
    writeFileSync(oracle, `#!/bin/sh\nexec ${[file, ...leading].map(quoted).join(' ')} "$@"\n`, {
      mode: 0o755,
    });
    const { stdout } = await mapParity('attack', '--cases', '1', '--format', 'vdi', '--oracle', oracle);
    expect(stdout).toMatch(
      /^stored: 1 finding of earlier runs, 0 still there\n {2}gone on qemu-img .*: qemu: crash SIGFPE: /m,
    );
  },
);
