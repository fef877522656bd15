import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../support/map-options.ts';
import { mapText } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';

const directory = testFolder().path;
const { map, refused } = mapOptionsIn(directory);

test.each(['nvme:x', 'nvme://'])('the name %s has no device', name => {
  expect(mapText({ name, directory }).stderr).toMatch(/: 'device' option is required\n$/);
});

test.each(['0x1', '1x', '1/2', '18446744073709551616'])('the namespace %s is no number', namespace => {
  expect(mapText({ name: `nvme://d/${namespace}`, directory }).stderr).toMatch(
    `: Invalid namespace '${namespace}', positive number expected\n`,
  );
});

test('an option that is no number makes qemu-img abort', () => {
  expect(() => map('driver=nvme,namespace=x')).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
});

test('the device is reached by /dev/vfio/vfio', () => {
  const { stderr } = mapText({ name: 'nvme://0000:01:00.0/ 1', directory });
  expect(stderr).toMatch(/: Could not open '\/dev\/vfio\/vfio': No such file or directory\n$/);
  expect(refused('driver=nvme,device=d', { version: '10.0' })).toBe(
    'Failed to open /dev/vfio/vfio: No such file or directory\n',
  );
});
