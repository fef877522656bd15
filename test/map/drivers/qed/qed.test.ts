import { expect, test } from 'vitest';
import { explain, map, openImage } from '../../../../src/map/index.ts';
import { windowBytes } from '../../../../src/map/kernel/bits.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const blocksOfWindow = windowBytes / 8;
const folder = testFolder();
const cluster = 4096;

interface Qed {
  readonly size: number;
  readonly clusterBytes?: number;
  readonly tableClusters?: number;
  readonly l1: readonly number[];
  /** The entries of the L2 table that is behind the L1 table. */
  readonly l2?: readonly number[];
}

/** The first clusters of an image: the header, the L1 table and an L2 table. The file goes on to `length` bytes. */
function qed({ size, clusterBytes = cluster, tableClusters = 2, l1, l2 = [] }: Qed, length: number): Buffer {
  const file = Buffer.alloc(length);
  file.write('QED\0', 'latin1');
  for (const [at, word] of [clusterBytes, tableClusters, 1].entries()) file.writeUInt32LE(word, 4 + 4 * at);
  file.writeBigUInt64LE(BigInt(clusterBytes), 40);
  file.writeBigUInt64LE(BigInt(size), 48);
  const put = (table: readonly number[], at: number) => {
    for (const [index, entry] of table.entries()) file.writeBigUInt64LE(BigInt(entry), at + 8 * index);
  };
  put(l1, clusterBytes);
  put(l2, clusterBytes * (1 + tableClusters));
  return file;
}

const ask = (name: string) => mapText({ name, directory: folder.path });

test('an offset is explained by the entries of both tables', () => {
  const image = { size: 3 * cluster, l1: [3 * cluster], l2: [0, 1, 5 * cluster] };
  folder.put('a.qed', qed(image, 6 * cluster));
  using opened = openImage('a.qed', { directory: folder.path });
  const states = [0n, 5000n, 9000n].map(offset => explain(opened, offset)[0]!);
  expect(states.map(({ lookup }) => lookup!.state)).toEqual(['unallocated', 'zero', 'data']);
  expect(states[2]).toMatchObject({ format: 'qed', answer: 'data', offset: 5n * 4096n + 808n });
  expect(states[2]!.lookup).toMatchObject({
    unit: { name: 'cluster', index: 2n, bytes: cluster, byte: 808 },
    entries: [
      { table: 'L1', index: 0, offset: cluster, word: '0x0000000000003000', meaning: 'L2 table at 0x3000' },
      { table: 'L2', index: 2, word: '0x0000000000005000', meaning: 'cluster at 0x5000' },
    ],
  });
});

test('an L1 entry without a table has no second entry', () => {
  folder.put('a.qed', qed({ size: cluster, l1: [0] }, 6 * cluster));
  using opened = openImage('a.qed', { directory: folder.path });
  expect(explain(opened, 0n)[0]!.lookup).toMatchObject({ state: 'unallocated', entries: [{ table: 'L1' }] });
});

test('L1 entries without tables are one extent, however many there are', () => {
  const covered = 1024 * cluster;
  folder.put('a.qed', qed({ size: 500 * covered, l1: [0, 3 * cluster], l2: [0] }, 6 * cluster));
  expect(shortExtents(ask('a.qed').stdout)).toBe(`0+${500 * covered} d0 pZd`);
});

test('a run that begins in the file may grow past its end; one that begins there is an error', () => {
  const l2 = [5 * cluster, 6 * cluster];
  folder.put('a.qed', qed({ size: 2 * cluster, l1: [3 * cluster], l2 }, 6 * cluster));
  expect(shortExtents(ask('a.qed').stdout)).toBe(`0+${2 * cluster} d0 PzD@${5 * cluster}`);
  const late = mapText({
    name: 'a.qed',
    directory: folder.path,
    window: { start: BigInt(cluster) },
  });
  expect(late.stderr).toBe('qemu-img: Could not read file metadata: Invalid argument\n');
});

test('qemu answers 4 GiB of clusters alike as none, and aborts', () => {
  const clusterBytes = 2 ** 20;
  const image = { size: 2 ** 33, clusterBytes, l1: [3 * clusterBytes] };
  folder.put('a.qed', qed(image, 5 * clusterBytes));
  expect(() => ask('a.qed')).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
  using opened = openImage('a.qed', { directory: folder.path });
  const part = [...map(opened, { start: 0n, length: 2n ** 31n })];
  expect(part).toMatchObject([{ length: 2n ** 31n, present: false }]);
});

test('before 6.0 most checks have no text', () => {
  folder.put('a.qed', qed({ size: 100, l1: [0] }, 6 * cluster));
  const inVersion = (version: '5.2' | '7.2') =>
    mapText({ name: 'a.qed', directory: folder.path, version }).stderr;
  expect(inVersion('5.2')).toBe(
    "qemu-img: Could not open 'a.qed': Could not open 'a.qed': Invalid argument\n",
  );
  expect(inVersion('7.2')).toBe("qemu-img: Could not open 'a.qed': QED image size is invalid\n");
});

test('a run that begins before the end of a window goes on behind it, past the end of the file', () => {
  const [clusterBytes, tableClusters] = [65_536, 4];
  const dataAt = 9 * clusterBytes;
  const run = Array.from({ length: 10 }, (_, index) => dataAt + index * clusterBytes);
  const l2 = [...new Array<number>(blocksOfWindow - 2).fill(0), ...run];
  const size = 2 * blocksOfWindow * clusterBytes;
  folder.put(
    'a.qed',
    qed({ size, clusterBytes, tableClusters, l1: [5 * clusterBytes], l2 }, 14 * clusterBytes),
  );
  const start = (blocksOfWindow - 2) * clusterBytes;
  const end = start + 10 * clusterBytes;
  // As qemu-img 5.2 and 11.1 print it.
  expect(shortExtents(ask('a.qed').stdout)).toBe(
    `0+${start} d0 pZd; ${start}+${end - start} d0 PzD@${dataAt}; ${end}+${size - end} d0 pZd`,
  );
});
