import { expect, test } from 'vitest';
import { writeLyingOracle } from '../support/lying-oracle.ts';
import { programInProcess } from '../support/run-program.ts';

const { folder, run: mapParity } = programInProcess();

test('a format that no seed has is refused with those that there are', async () => {
  expect(await mapParity('attack', '--format', 'iso')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^map-parity: .*'iso' is invalid.*The formats are qcow2, qcow, qed, vmdk, .*\n$/,
    ),
  });
});

test('without a qemu-img nothing is attacked', async () => {
  const ended = await mapParity('attack', '--cases', '1');
  expect(ended.status).toBe(3);
  expect(ended.stderr).toMatch(/^map-parity: no qemu-img to make images and to compare with/);
});

test('a qemu-img that makes no image is told, with what it said', async () => {
  const oracle = writeLyingOracle(folder.path, 'tells the truth');
  const ended = await mapParity('attack', '--cases', '1', '--format', 'vdi', '--oracle', oracle);
  expect(ended.status).toBe(3);
  expect(ended.stdout).toContain('seeds: 0 images made by these qemu-imgs, 2 could not be made');
  expect(ended.stderr).toMatch(/^map-parity: none of these qemu-imgs made an image to attack/m);
});
