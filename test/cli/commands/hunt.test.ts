import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeLyingOracle } from '../../support/lying-oracle.ts';
import { commandBehind } from '../../support/printed-command.ts';
import { type Ended, programInProcess } from '../../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();

test('a change in random cases is stored, reduced and drawn, with commands that show it', async () => {
  const [before, after] = (['tells the truth', 'flips one field'] as const).map(lie =>
    writeLyingOracle(folder.path, lie),
  ) as [string, string];
  const hunt = await mapParity(
    ...[
      'hunt',
      '--seed',
      '7',
      '--cases',
      '2',
      '--changes',
      'my changes',
      '--oracle',
      before,
      '--oracle',
      after,
    ],
  );
  expect(hunt.status).toBe(1);
  const attempt = commandBehind('try: ', hunt.stdout);
  const [, path] = attempt as [string, string];
  expect(path).toMatch(/^my changes\/\w{12}\.case$/);
  const [notes, picture] = readFileSync(path, 'utf8').split(/(?<=^# reduced from seed-7-case-\d\n)/m) as [
    string,
    string,
  ];
  expect(notes).toMatch(/^# changed in .*flips-one-field: field depth\n/);
  for (const line of picture.trimEnd().split('\n')) expect(hunt.stdout).toContain(`    ${line}\n`);
  // One side agrees with none of the profiles, as it answers another question.
  expect((await mapParity(...attempt)).status).toBe(1);
  const bisect = await mapParity(...commandBehind('bisect, with the builds between the two: ', hunt.stdout));
  expect(bisect.status).toBe(1);
  expect(bisect.stdout).toContain('verdict: changed in ./qemu-img-that-flips-one-field');
});

/** Writes a qemu-img that prints one data extent of the window, at this depth. */
function writeQemuImg(name: string, depth: number): string {
  const path = join(folder.path, name);
  const extent = (start: number, length: number): string =>
    `[{ "start": ${start}, "length": ${length}, "depth": ${depth}, "present": true, "zero": false, "data": true, "offset": 327680}]`;
  const lines = [
    '#!/bin/sh',
    `case "$*" in --version) echo 'qemu-img version 11.1.3';;`,
    `*' -s '*|*start-offset*) echo '${extent(65536, 65536)}';;`,
    `*) echo '${extent(0, 131072)}';; esac`,
    '',
  ];
  writeFileSync(path, lines.join('\n'), { mode: 0o755 });
  return path;
}

test('the first difference above a reduced case is that of its own query', async () => {
  writeFileSync(
    join(folder.path, 'window.case'),
    'top.qcow2 qcow2 64k |##|\nmap --output=json -s 64k top.qcow2\n',
  );
  const programs = [writeQemuImg('old', 0), writeQemuImg('new', 3)];
  const { stdout } = await mapParity('hunt', 'window.case', ...programs.flatMap(path => ['--oracle', path]));
  expect(stdout).toContain('for example in window: map --output=json -s 64k top.qcow2');
  expect(stdout).toMatch(/^ {4}map --output=json top\.qcow2$/m);
  expect(stdout).toContain('the first difference is in depth, at guest offset 0');
  expect(stdout).not.toContain('at guest offset 65536');
});

describe('the longest time of an answer', () => {
  /** Writes a qemu-img that hangs if the shell condition holds, and gives no map otherwise. */
  function writeHanging(name: string, condition: string): string {
    const path = join(folder.path, name);
    const lines = ['#!/bin/sh', '[ "$1" != --version ] || exec echo qemu-img version 11.1.3'];
    writeFileSync(path, [...lines, `if ${condition}; then exec sleep 60; fi`, 'exit 1', ''].join('\n'), {
      mode: 0o755,
    });
    return path;
  }

  function expectEnded({ status, stdout, stderr }: Ended): void {
    expect((stdout + stderr).replaceAll(/\s+/g, ' ')).toContain('no end within 1 s');
    expect(status).toBe(3);
  }

  test('is an option of hunt and bisect', async () => {
    const hanging = writeHanging('hangs-on-one', 'case "$*" in *hangs*) true;; *) false;; esac');
    const quick = writeQemuImg('quick', 0);
    const path = join(folder.path, 'one.case');
    writeFileSync(path, 'hangs.qcow2 qcow2 64k |#|\nmap --output=json hangs.qcow2\n');
    expectEnded(await mapParity('hunt', path, '--oracle', hanging, '--oracle', quick, '--timeout', '1s'));
    expectEnded(await mapParity('bisect', path, hanging, quick, '--timeout', '1s'));
  });

  test('is an option of both sweeps', async () => {
    const limits = ['--oracle', writeLyingOracle(folder.path, 'hangs after the probes'), '--timeout', '1s'];
    expectEnded(await mapParity('sweep', '--depth', '1', '--states', '.#', ...limits));
    // Its maps are asked at once.
    expectEnded(await mapParity('sweep', 'geometry', '--strength', '1', '--jobs', '10', ...limits));
  });
});
