import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { main } from '../../../support/main.ts';
import { programInProcess } from '../../../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();

test('try --watch tries a file again when it is written or replaced, shows mistakes, and ends on Ctrl-C', async () => {
  const write = (name: string, row: string): void =>
    void folder.put(name, `top.qcow2 qcow2 64k |${row}|\nmap top.qcow2\n`);
  write('a.case', '##');
  const child = spawn(process.execPath, [main, 'try', 'a.case', '--watch'], { cwd: folder.path });
  const ended = once(child, 'exit');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (printed += String(text)));
  const seen = async (words: string): Promise<void> => {
    while (!printed.includes(words)) await sleep(20);
    while (!printed.endsWith('Ctrl-C ends\n')) await sleep(20);
    printed = '';
  };
  await seen('|##|');
  write('a.case', '..');
  await seen('|..|');
  write('new', '00');
  renameSync(join(folder.path, 'new'), join(folder.path, 'a.case'));
  await seen('|00|');
  write('a.case', 'q');
  await seen('q is not a cell');
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
});

test('try --watch ends with one line when the folder of the file is removed', async () => {
  mkdirSync(join(folder.path, 'sub'));
  folder.put('sub/a.case', 'top.qcow2 qcow2 64k |##|\nmap top.qcow2\n');
  const child = spawn(process.execPath, [main, 'try', 'a.case', '--watch'], {
    cwd: join(folder.path, 'sub'),
  });
  const ended = once(child, 'exit');
  let printed = '';
  child.stderr.on('data', text => (printed += String(text)));
  while (!printed.endsWith('Ctrl-C ends\n')) await sleep(20);
  rmSync(join(folder.path, 'sub'), { recursive: true });
  expect(await ended).toEqual([2, null]);
  expect(printed).toMatch(/^map-parity: a\.case: its folder was removed, so no change of it can be seen$/m);
});

test('--watch needs a file', async () => {
  expect(await mapParity('try', '##', '--watch')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'map-parity: --watch needs one .case file\n',
  });
});
