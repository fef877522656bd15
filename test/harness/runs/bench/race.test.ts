import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../../../src/harness/files/scratch.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../../src/harness/parties/oracle/oracle.ts';
import { qedImage } from '../../../../src/harness/runs/bench/block-images/qed-image.ts';
import { vdiImage } from '../../../../src/harness/runs/bench/block-images/vdi-image.ts';
import { vmdkImage } from '../../../../src/harness/runs/bench/block-images/vmdk-image.ts';
import { floorCommand } from '../../../../src/harness/runs/bench/floor.ts';
import {
  emptyImage,
  mixedChain,
  mixedImage,
  sparseTables,
  topName,
  type WriteChain,
} from '../../../../src/harness/runs/bench/images.ts';
import { measure } from '../../../../src/harness/runs/bench/measure.ts';
import { race } from '../../../../src/harness/runs/bench/race.ts';
import { main } from '../../../support/main.ts';

const { oracles } = await findOracles();
const newest = oracles.at(-1);
const ours = [process.execPath, main];

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

const kinds: [string, WriteChain][] = [
  ['a mixed image', mixedImage(9000, 'full')],
  ['a chain', mixedChain(4, 300)],
  ['an empty image', emptyImage(2 ** 42)],
  ['tables of one cluster', sparseTables(3)],
];

describe.skipIf(newest === undefined)('beside the newest qemu-img', () => {
  test.each(kinds)(
    '%s has the same map, and both programs and what is left are measured',
    async (_, write) => {
      const {
        ours: mine,
        theirs,
        floor,
      } = await race({ oracle: newest!, ours, scratch, runs: 1 }, write, 80_000);
      expect([mine.length, theirs.length, floor.length]).toEqual([1, 1, 1]);
      for (const { cpu, wall, memory } of [...mine, ...theirs, ...floor]) {
        expect(cpu).toBeGreaterThan(0);
        expect(wall).toBeGreaterThan(0);
        expect(memory).toBeGreaterThan(1e6);
      }
    },
  );

  test.each([
    ['a mixed image', mixedImage(70_000, 'full')],
    ['an empty image', emptyImage(2 ** 42)],
    ['a vdi image', vdiImage(1024)],
    ['a vmdk image', vmdkImage(1024)],
    ['a qed image', qedImage(1024)],
  ])('qemu-img check finds no error in %s', (_, write) => {
    const folder = scratch.caseFolder();
    write(folder.path);
    const { file, leading } = (newest as Oracle).program;
    const report = execFileSync(file, [...leading, 'check', topName], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    expect(report).toContain('No errors were found on the image.');
    folder.drop();
  });

  test('without the bytes of the tables, what is left is not measured', async () => {
    const { floor } = await race({ oracle: newest!, ours, scratch, runs: 1 }, mixedImage(10, 'full'));
    expect(floor).toEqual([]);
  });

  test('a race fails if the maps differ', async () => {
    const liar = ['/bin/sh', '-c', 'echo "[]"', 'sh'];
    await expect(
      race({ oracle: newest!, ours: liar, scratch, runs: 1 }, mixedImage(10, 'full')),
    ).rejects.toMatchObject({ code: 'bench-differs' });
  });
});

test('a process is measured alone: its own memory, and its CPU time apart from wall time', async () => {
  const { cpu, wall, memory } = await measure(['/bin/sleep', '0.2'], '/', '/dev/null');
  expect(wall).toBeGreaterThanOrEqual(0.2);
  expect(cpu).toBeLessThan(0.2);
  expect(memory).toBeLessThan(process.memoryUsage.rss() / 4);
  const busy = 'const until = process.cpuUsage().user + 2e5; while (process.cpuUsage().user < until);';
  expect((await measure([process.execPath, '-e', busy], '/', '/dev/null')).cpu).toBeGreaterThanOrEqual(0.2);
});

test('what is left reads the bytes of the tables, an equal part of each image, and prints as much as the map', () => {
  const folder = scratch.caseFolder();
  for (const [name, length] of [
    ['a', 100_000],
    ['b', 100_000],
    ['printed', 70_000],
  ] as const)
    writeFileSync(join(folder.path, name), Buffer.alloc(length));
  const [program, ...words] = floorCommand(folder.path, ['a', 'b'], 140_000, 'printed');
  const spied = `const fs = require('node:fs');
const { readSync } = fs;
fs.readSync = (...all) => (console.error(all[0], readSync(...all)), 0);`;
  writeFileSync(join(folder.path, 'spy.cjs'), spied);
  const { stdout, stderr } = spawnSync(program!, ['--require', './spy.cjs', ...words], { cwd: folder.path });
  expect(stdout).toHaveLength(70_000);
  const read = new Map<string, number>();
  for (const [file, count] of stderr
    .toString()
    .trim()
    .split('\n')
    .map(line => line.split(' ')))
    read.set(file!, (read.get(file!) ?? 0) + Number(count));
  expect([...read.values()]).toEqual([70_000, 70_000]);
  folder.drop();
});

test('a process that fails ends the measurement', async () => {
  await expect(measure(['/bin/false'], '/', '/dev/null')).rejects.toMatchObject({ code: 'bench-run' });
  await expect(measure([join('/', 'no', 'such')], '/', '/dev/null')).rejects.toMatchObject({
    code: 'bench-run',
  });
});
