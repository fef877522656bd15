import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseGolden } from '../../../src/harness/runs/golden/golden-text.ts';
import { main } from '../../support/main.ts';
import { oneGolden } from '../../support/one-golden.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();
const golden = oneGolden('047-what-present-tells');
const recordings = parseGolden(readFileSync(golden.recorded, 'utf8'), golden.value.queries);
for (const [index, name] of ['top', 'mid', 'base', 'whole'].entries()) {
  for (const version of ['5.2', '7.2'])
    folder.put(`${name}-${version}.json`, recordings[index]!.outcomes.get(version)!.stdout);
}

function mapParity(
  args: readonly string[],
  input = '',
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [main, ...args], { cwd: folder.path, encoding: 'utf8', input });
}

describe('map-parity rebuild', () => {
  test('writes a chain that has the same maps, and prints its picture', () => {
    const maps = ['base-7.2.json', 'mid-7.2.json', 'top-7.2.json'];
    const { status, stdout } = mapParity(['rebuild', ...maps, '-o', 'made']);
    expect(status).toBe(0);
    expect(stdout).toContain('|.0.0.|\n');
    for (const map of maps) expect(stdout).toContain(`${map}: the rebuilt chain has the same map\n`);
    const image = join('made', 'top-7.2.qcow2');
    expect(mapParity(['map', '--profile', '7.2', '--output=json', image]).stdout).toBe(
      recordings[3]!.outcomes.get('7.2')!.stdout.toString(),
    );
  });

  test('names the ambiguous ranges of a map from before 6.1', () => {
    expect(mapParity(['rebuild', 'whole-5.2.json', '-o', 'old']).stdout).toContain(
      'whole-5.2.json:5: bytes 262144 to 327680 at depth 2: zero-plain or unallocated, taken as unallocated\n',
    );
  });

  test.each([
    ['base:allocation', 'top.qcow2 qcow2 64k skeleton |#0.|\n'],
    ['qemu:allocation-depth', 'base.qcow2 qcow2 64k skeleton |#..|\ntop.qcow2  qcow2 64k skeleton |.#.|\n'],
  ])('writes a chain with the same blocks of %s', (context, picture) => {
    const blocks = {
      'base:allocation': '0  65536  0  data\n65536  65536  2  zero\n131072  65536  3  hole,zero\n',
      'qemu:allocation-depth':
        '0  65536  2  backing depth 2\n65536  65536  1  local\n131072  65536  0  absent\n',
    }[context]!;
    folder.put('blocks.txt', blocks);
    const { status, stdout } = mapParity(['rebuild', 'blocks.txt', '-o', context.replace(':', '-')]);
    expect([status, stdout]).toEqual([
      0,
      `${picture}map --context=${context} top.qcow2\nblocks.txt: the rebuilt chain has the same map\n`,
    ]);
  });

  test('refuses a table that qemu-img ended with an error, which import notes', () => {
    folder.put(
      'ended.txt',
      'Offset          Length          Mapped to       File\n0               0x20000         0x50000         top.qcow2\n' +
        'qemu-img: File contains external, encrypted or compressed clusters.\n',
    );
    const { status, stdout, stderr } = mapParity(['rebuild', 'ended.txt', '-o', 'ended']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('ended.txt:3: qemu-img ended the table with this error');
    expect(mapParity(['import', 'ended.txt']).stdout).toContain(
      '# not the whole image: after byte 131072 qemu-img ended the table',
    );
  });

  test('overwrites nothing', () => {
    folder.put('top.qcow2', 'mine');
    const { status, stderr } = mapParity(['rebuild', 'whole-7.2.json', '-o', '.']);
    expect([status, stderr]).toEqual([2, 'map-parity: top.qcow2 exists already. Choose another folder.\n']);
    expect(readFileSync(join(folder.path, 'top.qcow2'), 'utf8')).toBe('mine');
  });

  test('writes nothing if a map has a fault', () => {
    folder.put('bad.json', '[{ "start": 0, "length": 512, "depth": "0", "zero": true, "data": false}]');
    const { status, stderr } = mapParity(['rebuild', 'bad.json', '-o', 'none']);
    expect([status, stderr]).toEqual([2, 'map-parity: bad.json:1: depth is no whole number\n']);
    expect(existsSync(join(folder.path, 'none'))).toBe(false);
  });
});

describe('map-parity import', () => {
  test('prints a case with the origin of the pasted map', () => {
    const pasted = `$ qemu-img map --output=json top.qcow2\n${recordings[3]!.outcomes.get('7.2')!.stdout}$ `;
    const { status, stdout } = mapParity(['import', '-'], pasted);
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        '# from stdin, a map of qemu 6.1 to 8.1',
        'base.qcow2 qcow2 64k skeleton |#....|',
        '    at 4',
        'mid1.qcow2 qcow2 64k skeleton |..#..|',
        '    at 4',
        'top.qcow2  qcow2 64k          |.0.0.|',
        'map --output=json top.qcow2',
        '',
      ].join('\n'),
    );
  });

  test('ends with 2 and one line if the text is cut off', () => {
    const { status, stdout, stderr } = mapParity(['import', '-'], '[{ "start": 0, "length": 512, "de');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^map-parity: stdin:1: this entry is cut off\. .*\n$/);
  });
});
