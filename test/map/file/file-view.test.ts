import { expect, test } from 'vitest';
import { hostDrivers } from '../../../src/map/drivers/file/file.ts';
import { FileView } from '../../../src/map/file/file-view.ts';
import { HostFile } from '../../../src/map/host/nodejs/file/host-file.ts';
import { newest } from '../../../src/map/profile/profile.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();
folder.put('digits', '0123456789');

test('a view has the bytes and segments of its part, and zeros after it', () => {
  const file = HostFile.open('digits', { profile: newest, drivers: hostDrivers, directory: folder.path });
  const view = new FileView(file, { offset: 3, length: 4, name: 'v', description: { driver: 'raw' } });
  expect(view.read(1, 6).latin1()).toBe('456\0\0\0');
  expect(view.read(9, 2).latin1()).toBe('\0\0');
  expect(view.segmentAt(0, 4)).toEqual({ hole: false, end: 4 });
  expect(view.segmentAt(4, 4)).toEqual({ hole: true, end: Number.POSITIVE_INFINITY });
  expect([view.name, view.path, view.length]).toEqual(['v', 'digits', 4]);
  file.close();
});
