import { fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Descriptor } from '../../../../../src/map/host/nodejs/descriptors/descriptor.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();

test('the number of a closed file is not given, and closing it again spares the next file', () => {
  folder.put('file', 'text');
  const path = join(folder.path, 'file');
  const descriptor = new Descriptor(openSync(path, 'r'));
  const { number } = descriptor;
  descriptor.close();
  expect(() => descriptor.number).toThrow(expect.objectContaining({ code: 'closed' }));
  const next = new Descriptor(openSync(path, 'r'));
  expect(next.number).toBe(number);
  descriptor.close();
  expect(fstatSync(next.number).size).toBe(4);
  next.close();
});
