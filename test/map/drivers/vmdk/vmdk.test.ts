import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { explain, map, openImage } from '../../../../src/map/index.ts';
import { commandText } from '../../../support/command-text.ts';
import { main } from '../../../support/main.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../support/tiny-qcow2.ts';
import { describing, sparseFile } from './tiny-vmdk.ts';

const folder = testFolder();
const directory = folder.path;

const open = (name: string, options = {}) => openImage(name, { directory, ...options });

describe('explain', () => {
  test('a grain is explained by its entries in the directory and the table', () => {
    folder.put('a.vmdk', sparseFile({ capacity: 64n, table: [0, 60, 1], hasZeroGrains: true }));
    using image = open('a.vmdk');
    const [layer] = explain(image, 4096n + 1000n);
    expect(layer).toMatchObject({ format: 'vmdk', answer: 'data', offset: 60n * 512n + 1000n });
    expect(layer!.lookup).toMatchObject({
      unit: { name: 'grain', index: 1n, bytes: 4096, byte: 1000 },
      state: 'data',
      entries: [
        { table: 'grain directory', index: 0, offset: 1536, meaning: 'grain table at 0x800' },
        { table: 'grain table', index: 1, offset: 2052, word: '0x0000003c', meaning: 'grain at 0x7800' },
      ],
    });
    expect(explain(image, 8192n)[0]).toMatchObject({ answer: 'zeros', lookup: { state: 'zero' } });
    expect(explain(image, 0n)[0]).toMatchObject({ answer: 'no-backing', lookup: { state: 'unallocated' } });
  });

  test('an offset in a second extent names the file of that extent', () => {
    folder.put('two.vmdk', describing('RW 8 FLAT "f" 0\nRW 16 SPARSE "s"\n'));
    folder.put('f', Buffer.alloc(4096, 1));
    folder.put('s', sparseFile({ capacity: 16n, table: [40, 60] }));
    using image = open('two.vmdk');
    const [flat] = explain(image, 100n);
    expect(flat).toMatchObject({
      dataFile: 'f',
      offset: 100n,
      lookup: { unit: { name: 'flat extent', index: 0n } },
    });
    const [sparse] = explain(image, 8192n);
    expect(sparse).toMatchObject({ dataFile: 's', offset: 60n * 512n, lookup: { unit: { index: 1n } } });
  });

  test('where the directory ends before the image, map fails', () => {
    folder.put('short.vmdk', sparseFile({ capacity: 2n ** 44n, table: [40] }));
    using image = open('short.vmdk');
    expect(explain(image, 2n ** 44n)[0]).toMatchObject({ answer: 'failure', lookup: { entries: [] } });
  });
});

test('extents of the library name the file of each extent', () => {
  folder.put('files.vmdk', describing('RW 8 FLAT "f" 0\nRW 4 FLAT "f" 8\nRW 4 FLAT "g" 12\n'));
  folder.put('f', Buffer.alloc(8192, 1));
  folder.put('g', Buffer.alloc(8192, 1));
  using image = open('files.vmdk');
  const found = [...map(image)].map(({ start, length, offset, file }) => [start, length, offset, file]);
  // The second would continue the first; the third continues its offset, but in another file.
  expect(found).toEqual([
    [0n, 6144n, 0n, 'f'],
    [6144n, 2048n, 6144n, 'g'],
  ]);
});

test('grains without a place merge across extents, whatever files these have', () => {
  folder.put('none.vmdk', describing('RW 8 SPARSE "n1"\nRW 8 SPARSE "n2"\n'));
  for (const name of ['n1', 'n2']) folder.put(name, sparseFile({ capacity: 8n, table: [0] }));
  expect(shortExtents(mapText({ name: 'none.vmdk', directory }).stdout)).toBe('0+8192 d0 pZd');
});

test('grains of a table are found one after the other', () => {
  const table = Array.from({ length: 512 }, (_, index) => (index % 3 === 0 ? 0 : 100 + 8 * index));
  folder.put('many.vmdk', sparseFile({ capacity: 2n * 512n * 8n, table }));
  const { stdout } = mapText({ name: 'many.vmdk', directory });
  const extents = shortExtents(stdout).split('; ');
  expect(extents.slice(0, 4)).toEqual([
    '0+4096 d0 pZd',
    '4096+8192 d0 PzD@55296',
    '12288+4096 d0 pZd',
    '16384+8192 d0 PzD@67584',
  ]);
  expect(extents.at(-1)).toBe('2097152+2097152 d0 pZd');
  expect(extents).toHaveLength(343);
});

describe('files that a descriptor names are confined', () => {
  test.each([
    ['absolute', '/etc/hostname'],
    ['by ..', '../outside'],
  ])('%s', (_, name) => {
    folder.put('out.vmdk', describing(`RW 8 FLAT "${name}" 0\n`));
    expect(() => open('out.vmdk', { confine: [directory] })).toThrow(
      expect.objectContaining({ code: 'confined', referrer: 'an extent of out.vmdk' }),
    );
  });

  test('a file inside is allowed', () => {
    folder.put('in.vmdk', describing('RW 8 FLAT "f" 0\n'));
    folder.put('f', Buffer.alloc(4096, 1));
    using image = open('in.vmdk', { confine: [directory] });
    expect(image.virtualSize).toBe(4096n);
  });

  test('so is the parent', () => {
    folder.put('child.vmdk', describing('parentFileNameHint="/etc/hostname"\n'));
    expect(() => open('child.vmdk', { confine: [directory] })).toThrow(
      expect.objectContaining({ code: 'confined' }),
    );
  });
});

describe('what a header promises takes neither memory nor time', () => {
  test('a directory of 2^25 entries in a file of 4 KiB', () => {
    const before = process.memoryUsage.rss();
    folder.put('large.vmdk', sparseFile({ capacity: 2n ** 34n - 1n, table: [0], directory: 2000 }));
    const { stdout } = mapText({ name: 'large.vmdk', directory, window: { start: 0n, length: 2n ** 30n } });
    expect(shortExtents(stdout)).toBe('0+1073741824 d0 pZd');
    expect(process.memoryUsage.rss() - before).toBeLessThan(50e6);
  });

  test('a descriptor of 300,000 empty lines', () => {
    folder.put('blank.vmdk', describing('\n'.repeat(300_000)));
    expect(mapText({ name: 'blank.vmdk', directory }).status).toBe(0);
  });
});

test('a file that stands for a descriptor that lists it again ends when no more files can be opened', () => {
  const text = describing('RW 8 SPARSE "self.vmdk"\n');
  folder.put('self.vmdk', Buffer.concat([sparseFile({ capacity: 0n, table: [] }).subarray(0, 512), text]));
  const limited = ['-c', 'ulimit -S -n 200; "$@"; exit', 'sh', process.execPath, main, 'map', 'self.vmdk'];
  expect(spawnSync('sh', limited, { cwd: directory, encoding: 'utf8' }).stderr).toBe(
    "qemu-img: Could not open 'self.vmdk': Could not open 'self.vmdk': Too many open files\n",
  );
});

describe('where qemu-img crashes', () => {
  // A table covers 0 sectors, as far as 32 bits keep them.
  test.each([0, 0x10_0000, 0x20_0000])('a COWD file with grains of %i sectors', grain => {
    const bytes = Buffer.alloc(4096);
    bytes.write('COWD');
    for (const [at, value] of [
      [12, 8],
      [16, grain],
      [20, 4],
      [24, 1],
      [2048, 5],
    ] as const)
      bytes.writeUInt32LE(value, at);
    bytes.write('CID=1\nparentCID=1\n', 512);
    folder.put('cowd.vmdk', bytes);
    expect(() => mapText({ name: 'cowd.vmdk', directory })).toThrow(
      expect.objectContaining({ code: 'qemu-aborts' }),
    );
  });

  test('an extent that stands for a descriptor without extents', () => {
    const nested = Buffer.concat([sparseFile({ capacity: 0n, table: [] }).subarray(0, 512), describing('')]);
    folder.put('nested', nested);
    folder.put('outer.vmdk', describing('RW 8 SPARSE "nested"\n'));
    expect(() => mapText({ name: 'outer.vmdk', directory })).toThrow(
      expect.objectContaining({ code: 'qemu-aborts' }),
    );
  });
});

// qemu-img 5.2 to 11.1 fail in get_block_status: Assertion `bytes' failed.
test('map aborts at a backing file with a size below 0, and fails at one that is too large', () => {
  folder.put('top', tinyQcow2({ size: 8192n, l2: [[]] }));
  folder.put('below.vmdk', sparseFile({ capacity: 0xeb00_0000_0000_0280n, table: [] }));
  folder.put('large.vmdk', sparseFile({ capacity: 0x80_0000_0000_0280n, table: [] }));
  const over = (backing: string) =>
    commandText(
      ['--output=json', '--image-opts', `driver=qcow2,file.filename=top,backing.driver=vmdk,${backing}`],
      directory,
    );
  const { status, stderr } = over('backing.file.filename=below.vmdk');
  expect(status).toBe(1);
  expect(stderr).toContain('qemu-img aborts here: an image has a size below 0');
  expect(over('backing.file.filename=large.vmdk').stderr).toBe(
    'qemu-img: Could not read file metadata: File too large\n',
  );
});
