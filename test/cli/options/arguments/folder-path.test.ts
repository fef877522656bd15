import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../../support/main.ts';
import { type Ended, programInProcess } from '../../../support/run-program.ts';
import { tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const { folder, temporary, run } = programInProcess();
folder.put('base', Buffer.alloc(1024, 'x'));
folder.put('top', tinyQcow2({ clusterBits: 10, size: 1024n, l2: [[]], backing: 'base' }));
folder.put('password', 'x');
temporary.put('base', Buffer.alloc(1024, 'x'));
temporary.put('password', 'x');
symlinkSync(join(temporary.path, 'base'), join(folder.path, 'link'));

/** How a command is run, the words that stand after the image, and the status of a name that leads out. */
interface Opener {
  readonly name: string;
  readonly start: (...words: string[]) => Promise<Ended>;
  readonly more: readonly string[];
  readonly outside: number;
}

const openers: readonly Opener[] = [
  { name: 'map', start: async (...words) => map(words), more: [], outside: 1 },
  { name: 'draw', start: (...words) => run('draw', ...words), more: [], outside: 2 },
  { name: 'explain', start: (...words) => run('explain', ...words), more: ['0'], outside: 2 },
];

/** `map-parity map`, which writes past the streams of this process. */
function map(words: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'map', ...words], {
    encoding: 'utf8',
  });
  return { status: status!, stdout, stderr };
}

const refusal = (referrer: string, name: string): string =>
  `map-parity: ${referrer}, '${name}', is outside of the allowed folders. If this file may be read, allow its folder too.\n`;

describe.each(openers)('$name --confine', ({ start, more, outside }) => {
  const inFolder = (name: string, ...options: string[]) => start(...options, '-f', 'raw', name, ...more);

  test('allows the files of each folder that is given', async () => {
    const above = `../${basename(folder.path)}`;
    for (const allowed of ['.', folder.path, above])
      expect(await inFolder('base', '--confine', allowed)).toMatchObject({ status: 0, stderr: '' });
    const two = ['--confine', '.', '--confine', temporary.path];
    expect(await inFolder('link', ...two)).toMatchObject({ status: 0, stderr: '' });
  });

  test('refuses an image and a backing file outside', async () => {
    const ends = { status: outside, stdout: '' };
    expect(await inFolder('link', '--confine', '.')).toEqual({
      ...ends,
      stderr: refusal('the image', 'link'),
    });
    folder.put('overlay', tinyQcow2({ clusterBits: 10, size: 1024n, l2: [[]], backing: 'link' }));
    const stderr = refusal('the backing file of overlay', 'link');
    expect(await start('--confine', '.', 'overlay', ...more)).toEqual({ ...ends, stderr });
  });

  test('refuses a file of a secret outside, whether it is there or not', async () => {
    const secret = (name: string) => ['--object', `secret,id=s,file=${name}`, '--confine', '.'];
    expect(await inFolder('base', ...secret('password'))).toMatchObject({ status: 0, stderr: '' });
    for (const name of [`${temporary.path}/password`, `${temporary.path}/gone`]) {
      const stderr = refusal('the file of a secret', name);
      expect(await inFolder('base', ...secret(name))).toEqual({ status: outside, stdout: '', stderr });
    }
  });

  const empty = /--confine needs a folder\. Write \. for the working directory\.$/;
  test.each([
    ['an empty folder', ['--confine='], empty],
    ['an empty word', ['--confine', ''], empty],
    ['an empty folder beside another', ['--confine=.', '--confine='], empty],
    ['an option in its place', ['--confine', '-U'], /and -U looks like an option\. Write \.\/-U if/],
    ['a folder that is not there', ['--confine', './-U'], /\/\.\/-U' cannot be found\. /],
    ['a file', ['--confine', 'top'], /\/top' is not a folder of this file system\. /],
  ])('refuses %s', async (_, options, message) => {
    const { status, stdout, stderr } = await inFolder('base', ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trimEnd()).toMatch(message);
  });

  test('without a folder at the end of the line is refused', async () => {
    expect(await start('base', ...more, '--confine')).toMatchObject({ status: 2, stdout: '' });
  });
});
