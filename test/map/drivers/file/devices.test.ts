import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
folder.put('regular', Buffer.alloc(65_536));
const { map, refused } = mapOptionsIn(folder.path);
const named = (name: string, rest: { format?: string; version?: '5.2' } = {}) =>
  mapText({ name, directory: folder.path, ...rest });

/** A block device with the bytes of a file; undefined where the machine allows none. */
function loopDevice(file: string): string | undefined {
  try {
    const words = ['-f', '--show', '-r', join(folder.path, file)];
    return execFileSync('losetup', words, { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
}

const device = loopDevice('regular');
afterAll(() => {
  if (device !== undefined) execFileSync('losetup', ['-d', device]);
});

describe.skipIf(device === undefined)('a block device, where the machine allows loop devices', () => {
  test.each(['', 'host_device:'])('is data throughout, holes included: %s', prefix => {
    expect(shortExtents(named(`${prefix}${device}`).stdout)).toBe('0+65536 d0 PzD@0');
  });

  test('is taken by the driver file in 5.2 alone', () => {
    expect(named(device!, { format: 'file', version: '5.2' }).stderr).toBe(
      "qemu-img: warning: Opening a block device as a file using the 'file' driver is deprecated\n",
    );
    expect(named(device!, { format: 'file' }).stderr).toContain('to be a regular file\n');
  });
});

describe.skipIf(device === undefined)('a block device that nobody may write to', () => {
  const text = 'The device is not writable: Permission denied\n';

  test.each(['read-only=off', 'read-only=off,file.auto-read-only=on,file.driver=host_device'])(
    'is refused with %s',
    way => {
      expect(refused(`driver=qed,${way},file.filename=${device}`)).toBe(text);
    },
  );

  const lines = ['version=1', 'CID=1', 'parentCID=ffffffff', 'createType="monolithicFlat"'];
  folder.put('flat.vmdk', ['# Disk DescriptorFile', ...lines, `RW 128 FLAT "${device}" 0\n`].join('\n'));
  const late = 'read-only=off,auto-read-only=on';

  test.each([`driver=raw,file.filename=${device}`, 'driver=vmdk,file.filename=flat.vmdk'])(
    'is read where it has only data, unless the image is written to: %.11s',
    image => {
      expect(shortExtents(map(`${image},${late}`).stdout)).toBe('0+65536 d0 PzD@0');
      const below = image.replace('driver', 'file.driver').replace(',file', ',file.file');
      expect(refused(`driver=copy-on-read,${late},${below}`)).toBe(text);
    },
  );
});

describe('a CD drive has no disc', () => {
  test.each(['host_cdrom:/dev/null', 'host_cdrom:/dev/zero'])('%s', name => {
    expect(named(name)).toEqual({
      status: 1,
      stdout: '[',
      stderr: `qemu-img: Failed to get size for '${name}'\n`,
    });
  });

  test('so nothing can be read from it', () => {
    expect(named('host_cdrom:/dev/null', { format: 'qcow2' }).stderr).toMatch(
      /Could not read qcow2 header: No medium found\n$/,
    );
  });

  test('and is no regular file', () => {
    expect(named('host_cdrom:regular').stderr).toBe(
      "qemu-img: Could not open 'host_cdrom:regular': 'host_cdrom' driver requires 'regular' to be either a character or block device\n",
    );
  });
});
