import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Descriptor } from '../../../../../src/map/host/nodejs/descriptors/descriptor.ts';
import { HostSegments } from '../../../../../src/map/host/nodejs/segments/host-segments.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();
const path = join(folder.path, 'sparse');
const length = 65536 + 100;

/** The segments of a file that has data from 4096 to 8192, and from 65536 on. */
function segments(alignment: number): HostSegments {
  const written = openSync(path, 'w');
  writeSync(written, Buffer.alloc(4096, 'x'), 0, 4096, 4096);
  writeSync(written, Buffer.alloc(100, 'x'), 0, 100, 65536);
  ftruncateSync(written, length);
  closeSync(written);
  return new HostSegments(new Descriptor(openSync(path, 'r')), length, alignment);
}

test('borders of data are those of the host', () => {
  expect(segments(1).at(0)).toEqual({ hole: true, end: 4096 });
  expect(segments(1).at(4096)).toEqual({ hole: false, end: 8192 });
  expect(segments(1).at(65536)).toEqual({ hole: false, end: length });
});

test('O_DIRECT rounds the end of the file', () => {
  expect(segments(512).at(65536)).toEqual({ hole: false, end: 65536 + 512 });
  expect(segments(4096).at(65536)).toEqual({ hole: false, end: 65536 + 4096 });
});

test('qemu-img aborts at another border that is not aligned', () => {
  const aborts = expect.objectContaining({ code: 'qemu-aborts' });
  expect(() => segments(16_384).at(0)).toThrow(aborts);
  expect(segments(8192).at(8192)).toEqual({ hole: true, end: 65536 });
});
