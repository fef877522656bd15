import { describe, expect, test } from 'vitest';
import { hostDrivers } from '../../../src/map/drivers/file/file.ts';
import { probedFormat } from '../../../src/map/drivers/find-driver.ts';
import { HostFile } from '../../../src/map/host/nodejs/file/host-file.ts';
import { type RecordedName, recorded } from '../../../src/map/profile/profile.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();

function probed(bytes: string, name = 'a', version: RecordedName = '11.1'): string {
  folder.put(name, Buffer.from(bytes, 'latin1'));
  const file = HostFile.open(name, {
    profile: recorded[version],
    drivers: hostDrivers,
    directory: folder.path,
  });
  try {
    return probedFormat(file, name, recorded[version]).name;
  } finally {
    file.close();
  }
}

describe('a supported format is probed', () => {
  test.each([
    ['nothing', '', 'raw'],
    ['anything', 'xyz', 'raw'],
    ['qcow2', 'QFI\xfb\0\0\0\x03', 'qcow2'],
    ['qcow', 'QFI\xfb\0\0\0\x01', 'qcow'],
    ['qed', 'QED\0', 'qed'],
    ['qcow2 of a version to come', 'QFI\xfb\xff\0\0\0', 'qcow2'],
    ['sparse VMDK', 'KDMV', 'vmdk'],
    ['older sparse VMDK', 'COWD', 'vmdk'],
    ['a VMDK text', '# x\n  \nversion=3\r\n', 'vmdk'],
    ['a magic without a version', 'QFI\xfb', 'raw'],
    ['LUKS', 'LUKS\xba\xbe\0\x01', 'luks'],
    ['vhdx', 'vhdxfile', 'vhdx'],
    ['LUKS of another version', 'LUKS\xba\xbe\0\x02', 'raw'],
    ['parallels', 'WithoutFreeSpace\x02\0\0\0', 'parallels'],
    ['parallels with an extension', 'WithouFreSpacExt\x02\0\0\0', 'parallels'],
    ['parallels of another version', 'WithoutFreeSpace\x01\0\0\0', 'raw'],
    ['a VMDK text of another version', '# x\nversion=4\n', 'raw'],
    ['an empty line before the VMDK text', '# x\n\nversion=1\n', 'raw'],
  ])('%s', (_, bytes, format) => {
    expect(probed(bytes)).toBe(format);
  });
});

const vdiMagic = '\x7f\x10\xda\xbe';

test('a file with the magic of VDI and of another format is what the build probes first', () => {
  expect(probed('\0'.repeat(64) + vdiMagic)).toBe('vdi');
  const both = `QFI\xfb\0\0\0\x03${'\0'.repeat(56)}${vdiMagic}`;
  expect(probed(both, 'a', '5.2')).toBe('qcow2');
  for (const version of ['7.2', '10.0', '11.1'] as const) expect(probed(both, 'a', version)).toBe('vdi');
  const qed = `QED${'\0'.repeat(61)}${vdiMagic}`;
  expect(probed(qed, 'a', '5.2')).toBe('vdi');
  expect(probed(qed)).toBe('qed');
});

test.each([
  ['a.dmg', 'dmg'],
  ['.dmg', 'raw'],
  ['A.DMG', 'raw'],
  ['a.dmg.', 'raw'],
])('an image that no format recognises by its bytes is by its name: %s', (name, format) => {
  expect(probed('x', name)).toBe(format);
});

test("Debian's 5.2 has no parallels driver", () => {
  expect(probed('WithoutFreeSpace\x02\0\0\0', 'a', '5.2')).toBe('raw');
});
