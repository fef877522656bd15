import { existsSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runMap } from '../../../src/map/command/run-map.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';
import { testFolder } from '../../support/test-folder.ts';
import { tinyQcow2 } from '../../support/tiny-qcow2.ts';

const folder = testFolder();

function run(args: readonly string[], version: RecordedName = '11.1') {
  const written = { stdout: '', stderr: '' };
  const result = runMap(args, {
    profile: recorded[version],
    host: new NodeHost({ directory: folder.path }),
    stdout: bytes => {
      written.stdout += Buffer.from(bytes).toString();
    },
    stderr: bytes => {
      written.stderr += Buffer.from(bytes).toString();
    },
  });
  return { ...result, ...written };
}

const refused = (text: string) => ({ kind: 'ran', status: 1, stdout: '', stderr: `qemu-img: ${text}\n` });
const overlayOn = (name: string): void =>
  folder.put('top', tinyQcow2({ size: 1024n, l2: [[]], backing: name }));

// Everything here was compared with qemu-img 5.2, 7.2, 10.0 and 11.1.
describe('a character device', () => {
  test.each(['/dev/null', '/dev/zero', '/dev/full', '/dev/urandom'])('%s has no bytes', name => {
    expect(run(['--output=json', name], '5.2')).toMatchObject({
      status: 0,
      stdout: '[{ "start": 0, "length": 0, "depth": 0, "zero": false, "data": false}]\n',
      stderr: '',
    });
    expect(run(['-f', 'qcow2', name])).toMatchObject(
      refused(`Could not open '${name}': Image is not in qcow2 format`),
    );
  });

  test('is a backing file of no bytes', () => {
    overlayOn('/dev/null');
    expect(run(['--output=json', 'top'], '5.2').stdout).toBe(
      '[{ "start": 0, "length": 1024, "depth": 0, "zero": true, "data": false}]\n',
    );
  });

  test('is refused by the driver file, but in 5.2', () => {
    const text = "Could not open 'file:/dev/null': 'file' driver requires '/dev/null' to be a regular file";
    expect(run(['file:/dev/null'])).toMatchObject(refused(text));
    expect(run(['file:/dev/null'], '5.2')).toMatchObject({
      status: 0,
      stderr:
        "qemu-img: warning: Opening a character device as a file using the 'file' driver is deprecated\n",
    });
  });

  test('is opened by the driver host_device, whose name its errors have', () => {
    expect(run(['host_device:/dev/null'])).toMatchObject({ status: 0 });
    const name = 'json:{"driver":"raw","file":{"filename":"/dev/null","more":1}}';
    const text = `Could not open '${name}': Block protocol 'host_device' doesn't support the option 'more'`;
    expect(run([name])).toMatchObject(refused(text));
  });

  test('does not take O_DIRECT', () => {
    const name = 'driver=raw,cache.direct=on,file.filename=/dev/null';
    const text = `Could not open '${name}': Could not open '/dev/null': filesystem does not support O_DIRECT`;
    expect(run(['--image-opts', name])).toMatchObject(refused(text));
  });

  test('without an end is refused', () => {
    expect(run(['/dev/ptmx'])).toMatchObject(
      refused("Could not open '/dev/ptmx': Could not refresh total sector count: Illegal seek"),
    );
  });
});

describe('a file that is read whole', () => {
  const secret = (name: string) => run(['--object', `secret,id=s,file=${name}`, '/dev/null']).stderr;
  const text = (name: string, failure: string, reason: string) =>
    `qemu-img: Unable to read ${name}: ${failure} “${name}”: ${reason}\n`;

  test.each([
    ['is not there', '/dev/nothing', 'Failed to open file', 'No such file or directory'],
    ['is a folder', '/dev', 'Error reading file', 'Is a directory'],
    ['has no length, and can not be read', '/proc/self/mem', 'Error reading file', 'Input/output error'],
  ])('and %s', (_, name, failure, reason) => {
    expect(secret(name)).toBe(text(name, failure, reason));
  });

  test.runIf(existsSync('/sys/class/net/lo/speed'))('and has a length, and can not be read', () => {
    const name = '/sys/class/net/lo/speed';
    expect(secret(name)).toBe(text(name, 'Failed to read from file', 'Invalid argument'));
    symlinkSync(name, join(folder.path, 'ca-cert.pem'));
    const credentials = `tls-creds-x509,id=t,dir=${folder.path},endpoint=client`;
    const file = `${folder.path}/ca-cert.pem`;
    expect(run(['--object', credentials, '/dev/null']).stderr).toBe(
      `qemu-img: Cannot load CA cert list ${file}: Failed to read from file “${file}”: Invalid argument\n`,
    );
  });
});

describe('a file of procfs, which has no end', () => {
  const text = 'Could not refresh total sector count: Invalid argument';

  test('is refused', () => {
    expect(run(['/proc/cpuinfo'])).toMatchObject(refused(`Could not open '/proc/cpuinfo': ${text}`));
  });

  // Kernels before 6.0 state a length of 0.
  test.runIf(statSync('/proc/cmdline').size > 0)('is refused, if its length is not 0', () => {
    expect(run(['/proc/cmdline'])).toMatchObject(refused(`Could not open '/proc/cmdline': ${text}`));
  });

  test('is refused as a backing file', () => {
    overlayOn('/proc/cpuinfo');
    expect(run(['top'])).toMatchObject(refused(`Could not open 'top': Could not open backing file: ${text}`));
  });
});

describe.runIf(existsSync('/sys/class/net/lo/speed'))(
  'a file of sysfs that can be opened and not read',
  () => {
    const name = '/sys/class/net/lo/speed';

    test('is refused where it is read', () => {
      const probed = `Could not open '${name}': Could not read image for determining its format: Invalid argument`;
      expect(run([name])).toMatchObject(refused(probed));
      const header = `Could not open '${name}': Could not read qcow2 header: Invalid argument`;
      expect(run(['-f', 'qcow2', name])).toMatchObject(refused(header));
    });

    test('is data as a raw image, which is not read', () => {
      expect(run(['--output=json', '-f', 'raw', name], '5.2').stdout).toBe(
        '[{ "start": 0, "length": 4096, "depth": 0, "zero": false, "data": true, "offset": 0}]\n',
      );
    });
  },
);
