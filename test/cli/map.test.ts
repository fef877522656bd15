import { spawnSync } from 'node:child_process';
import { openSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dirSync } from 'tmp-promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tinyQcow2 } from '../support/tiny-qcow2.ts';

const module = new URL('../../src/cli/map.ts', import.meta.url).href;
const script = `import { mapMain } from '${module}'; process.exitCode = mapMain('map-parity map', process.argv.slice(1));`;
const folder = dirSync({ unsafeCleanup: true });

beforeAll(() => {
  writeFileSync(join(folder.name, 'zeros'), '');
  truncateSync(join(folder.name, 'zeros'), 1048576);
});
afterAll(() => folder.removeCallback());

/** `map-parity map` with these words, in the folder, with stdout to a pipe or to `stdout`. */
function map(args: readonly string[], stdout: 'pipe' | number = 'pipe') {
  const { status, ...streams } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', script, '--', ...args],
    { cwd: folder.name, encoding: 'utf8', stdio: ['ignore', stdout, 'pipe'] },
  );
  return { status, stdout: streams.stdout, stderr: streams.stderr };
}

describe('--profile', () => {
  test.each([
    [['--profile', '5.2', '--output=json', '-l0', 'zeros'], false],
    [['--output=json', '-l0', 'zeros', '--profile=7.2'], true],
    [['--output=json', '-l0', 'zeros'], true],
  ])('%j', (args, present) => {
    const { status, stdout, stderr } = map(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.includes('"present"')).toBe(present);
  });

  test.each(['9.9', '8.3.0', '10.10'])('refuses %s, which qemu never had, with status 2', version => {
    const { status, stderr } = map(['--profile', version, 'zeros']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `map-parity: there is no qemu ${version}. Every major version has the minor versions 0, 1 and 2.\n`,
    });
  });

  test('refuses a word that is no version with status 2', () => {
    const { status, stdout, stderr } = map(['--profile', 'new', 'zeros']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^map-parity: 'new' is not a qemu version\. .*\n$/);
  });
});

test('bytes of names that are not UTF-8 are kept, and words that differ in them alone are told apart', () => {
  // Node can't pass such words to a program: a shell makes them.
  const word = (text: string) => `"$(printf '${text}')"`;
  const mapWords = (...words: string[]) => {
    const command = `exec "$0" --input-type=module --eval "$1" -- ${words.join(' ')}`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, script], {
      cwd: folder.name,
      encoding: 'latin1',
    });
    return [stdout, stderr];
  };
  writeFileSync(Buffer.concat([Buffer.from(`${folder.name}/a`), Buffer.from([0xff])]), 'x'.repeat(512));
  const head = 'Offset          Length          Mapped to       File\n';
  const line = '0               0x200           0               a\xff\n';
  expect(mapWords(word('a\\377'))).toEqual([head + line, '']);
  const unknown = "qemu-img: Could not open 'a\xff': Unknown driver 'a\xfe'\n";
  expect(mapWords('-f', word('a\\376'), word('a\\377'))).toEqual(['', unknown]);
});

test('a refusal is a line like that of qemu-img, with status 1', () => {
  expect(map(['gone'])).toEqual({
    status: 1,
    stdout: '',
    stderr: "qemu-img: Could not open 'gone': Could not open 'gone': No such file or directory\n",
  });
});

test('an unsupported protocol is refused in a line of our own, with status 1', () => {
  expect(map(['fat:folder'])).toEqual({
    status: 1,
    stdout: '',
    stderr: 'map-parity: fat:folder: the driver vvfat is not supported yet\n',
  });
});

test('a full disk is ignored, as in qemu-img', () => {
  const { status, stderr } = map(['zeros'], openSync('/dev/full', 'w'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a file that would get larger than the process may write ends it by a signal, as qemu-img', () => {
  const limited = 'ulimit -c 0; ulimit -f 0; exec "$@" > limited';
  const words = [
    '-c',
    limited,
    'sh',
    process.execPath,
    '--input-type=module',
    '--eval',
    script,
    '--',
    'zeros',
  ];
  const { signal } = spawnSync('sh', words, { cwd: folder.name });
  expect(signal).toBe('SIGXFSZ');
});

test('the refusal of an image stays one line, whatever name its header holds', () => {
  const backing = '/etc/a\n::add-mask::b\x1b[2J';
  writeFileSync(join(folder.name, 'evil'), tinyQcow2({ l2: [[]], backing }));
  const { status, stderr } = map(['--confine=.', 'evil']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^map-parity: the backing file of evil, '\/etc\/a\\n::add-mask::b\\x1b\[2J', .*\n$/);
});

test('-s with --context is a mistake in our own option, with status 2', () => {
  expect(map(['--context=base:allocation', '-s', '0', 'zeros'])).toEqual({
    status: 2,
    stdout: '',
    stderr:
      "map-parity: --context=base:allocation always prints the whole image, so -s and -l can't be used with it\n",
  });
});

test('what is not supported names the file of the chain that needs it', () => {
  writeFileSync(join(folder.name, 'mid'), tinyQcow2({ l2: [[]], backing: 'fat:x' }));
  writeFileSync(join(folder.name, 'top'), tinyQcow2({ l2: [[]], backing: 'mid' }));
  const unsupported = (file: string): string =>
    `map-parity: ${file}: the driver vvfat is not supported yet\n`;
  const backing = "the backing file of mid, 'fat:x'";
  const quorum = 'driver=quorum,vote-threshold=1,children.0.driver=vvfat';
  const below =
    'driver=qcow2,file.filename=mid,backing.driver=qcow2,backing.file.driver=vvfat,backing.file.dir=x';
  expect(map(['top']).stderr).toBe(unsupported(backing));
  expect(map(['fat:rw:16:x']).stderr).toBe(unsupported('fat:rw:16:x'));
  expect(map(['--image-opts', 'driver=vvfat,dir=x']).stderr).toBe(unsupported('driver=vvfat,dir=x'));
  expect(map(['json:{"driver":"vvfat"}']).stderr).toBe(unsupported('json:{"driver":"vvfat"}'));
  expect(map(['--image-opts', quorum]).stderr).toBe(unsupported('children.0 of the image'));
  expect(map(['--image-opts', below]).stderr).toBe(unsupported(backing));
  expect(map(['json:{"file":{"driver":"vvfat"}}']).stderr).toBe(unsupported('file of the image'));
});
