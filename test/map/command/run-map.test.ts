import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dirSync } from 'tmp-promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runMap } from '../../../src/map/command/run-map.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';

const folder = dirSync({ unsafeCleanup: true });
const all: readonly RecordedName[] = ['5.2', '7.2', '10.0', '11.1'];
const mebibyte = 1048576;

beforeAll(() => {
  writeFileSync(join(folder.name, 'empty'), '');
  writeFileSync(join(folder.name, 'zeros'), '');
  truncateSync(join(folder.name, 'zeros'), mebibyte);
});
afterAll(() => folder.removeCallback());

function run(name: RecordedName, ...args: readonly string[]) {
  const written = { stdout: '', stderr: '' };
  const append = (stream: keyof typeof written) => (bytes: Uint8Array) => {
    written[stream] += Buffer.from(bytes).toString('latin1');
  };
  const result = runMap(args, {
    profile: recorded[name],
    host: new NodeHost({ directory: folder.name, confine: [folder.name] }),
    stdout: append('stdout'),
    stderr: append('stderr'),
  });
  return { ...result, ...written };
}

const ok = { kind: 'ran', status: 0, stderr: '' };
const refused = { kind: 'ran', status: 1 };

describe.each(all)('in %s', name => {
  const present = name === '5.2' ? '' : ', "present": false';
  const compressed = name === '10.0' || name === '11.1' ? ', "compressed": false' : '';

  test.each([
    [['empty'], 0],
    [['-l', '0', 'zeros'], 0],
    [['-s', '2M', 'zeros'], 2 * mebibyte],
  ])('an empty range is printed as one entry of length zero: %j', (args, start) => {
    expect(run(name, '--output=json', ...args)).toEqual({
      ...ok,
      stdout: `[{ "start": ${start}, "length": 0, "depth": 0${present}, "zero": false, "data": false${compressed}}]\n`,
    });
  });

  test('a missing file is named twice', () => {
    expect(run(name, 'gone')).toEqual({
      ...refused,
      stdout: '',
      stderr: "qemu-img: Could not open 'gone': Could not open 'gone': No such file or directory\n",
    });
  });

  test('a name that is not ASCII is printed as its bytes', () => {
    expect(run(name, 'é').stderr).toContain("'\xc3\xa9'");
  });

  test('the message about a misuse goes to stderr only', () => {
    expect(run(name)).toMatchObject({ ...refused, stdout: '' });
    expect(run(name).stderr).toMatch(/^qemu-img: Expecting one image file name\nTry 'qemu-img .*\n$/);
  });

  test('help goes to stdout', () => {
    const { stdout, ...rest } = run(name, '--help');
    expect(rest).toEqual(ok);
    for (const option of ['--start-offset', '--profile', '--context', '--confine'])
      expect(stdout).toContain(` ${option} `);
  });

  test('a file of a secret is opened in the allowed folders only', () => {
    const secret = (file: string) => run(name, '--object', `secret,id=s,file=${file}`, 'empty');
    expect(secret('zeros')).toMatchObject({ kind: 'ran', status: 0 });
    for (const file of ['/dev/null', '/dev/gone'])
      expect(secret(file)).toEqual({
        ...refused,
        stdout: '',
        stderr: `map-parity: the file of a secret, '${file}', is outside of the allowed folders. If this file may be read, allow its folder too.\n`,
      });
  });

  test('an unsupported object is not reported as an answer of qemu-img', () => {
    expect(run(name, '--object', 'secret_keyring,id=t,serial=1', 'zeros')).toEqual({
      kind: 'unsupported',
      reason: 'the object secret_keyring is not supported yet',
      stdout: '',
      stderr: '',
    });
  });

  test('--object help lists the types, and maps nothing', () => {
    const { kind, status, stdout } = run(name, '--object', 'help', 'zeros') as Record<string, unknown>;
    expect([kind, status]).toEqual(['ran', 0]);
    expect(stdout).toMatch(/^List of user creatable objects:\n {2}authz-list\n(?: {2}[a-z0-9_-]+\n)+$/);
  });
});

test('a warning goes to stderr, and the map is printed', () => {
  const { status, stderr } = run('7.2', '-s', '0x1k', '--output=json', 'zeros') as {
    status: number;
    stderr: string;
  };
  expect(status).toBe(0);
  expect(stderr).toBe('qemu-img: warning: Using a multiplier suffix on hex numbers is deprecated: 0x1k\n');
});

test('a window whose end overflows is empty, and out of range in 5.2', () => {
  const args = ['--output=json', '-s', '512k', '-l', '9223372036854775807', 'zeros'];
  expect(run('5.2', ...args)).toEqual({
    ...refused,
    stdout: '',
    stderr: 'qemu-img: Invalid max length specified. Must be between 0 and 9223372036854775807.\n',
  });
  expect(run('7.2', ...args).stdout).toContain('"start": 524288, "length": 0');
});

test('the same file can be mapped twice in one process', () => {
  expect(run('11.1', 'zeros')).toEqual(run('11.1', 'zeros'));
});
