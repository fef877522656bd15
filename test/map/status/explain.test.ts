import { afterAll, expect, test } from 'vitest';
import { explain, openImage } from '../../../src/map/index.ts';
import { testFolder } from '../../support/test-folder.ts';
import { compressed, copied, tinyQcow2 } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('base', tinyQcow2({ size: 1536n, l2: [[copied | 0x1000n, compressed]] }));
folder.put('top', tinyQcow2({ l2: [undefined, []], backing: 'base' }));
const image = openImage('top', { directory: folder.path });
afterAll(() => image.close());

test('the layers down to the one that decides, with the words behind it', () => {
  expect(explain(image, 5n)).toEqual([
    {
      depth: 0,
      name: 'top',
      format: 'qcow2',
      virtualSize: 65536n,
      answer: 'below',
      cluster: {
        cluster: 0n,
        clusterSize: 512,
        byte: 5,
        state: 'unallocated',
        l1: { index: 0, word: '0x0000000000000000' },
      },
    },
    {
      depth: 1,
      name: 'base',
      format: 'qcow2',
      virtualSize: 1536n,
      answer: 'data',
      offset: 4101n,
      cluster: {
        cluster: 0n,
        clusterSize: 512,
        byte: 5,
        state: 'data',
        l1: { index: 0, word: '0x8000000000000800' },
        l2: { tableOffset: 2048, index: 0, word: '0x8000000000001000', flags: ['copied'] },
        hostOffset: 4101n,
      },
    },
  ]);
  expect(explain(image, 512n)[1]!.cluster).toMatchObject({ state: 'compressed', l2: { index: 1 } });
});

test('past the end of a short layer there is nothing to look up', () => {
  expect(explain(image, 2048n)).toMatchObject([
    { depth: 0, answer: 'short-backing' },
    { depth: 1, answer: 'past-end' },
  ]);
});

test('of an extended L2 entry also the bitmap, and what it says', () => {
  const words = [copied | 0x40000n, 0x0000_0001_0000_0002n];
  const edits: [number, string][] = [[72, '0000000000000010']];
  folder.put('extended', tinyQcow2({ clusterBits: 14, size: 16384n, l2: [words], edits }));
  using extended = openImage('extended', { directory: folder.path });
  expect(explain(extended, 600n)[0]!.cluster).toEqual({
    cluster: 0n,
    clusterSize: 16384,
    byte: 600,
    state: 'data',
    subclusters: {
      index: 1,
      bitmap: '0x0000000100000002',
      states: ['zero-allocated', 'data', ...Array.from({ length: 30 }, () => 'reserved')],
    },
    l1: { index: 0, word: '0x8000000000010000' },
    l2: { tableOffset: 0x10000, index: 0, word: '0x8000000000040000', flags: ['copied'] },
    hostOffset: 0x40258n,
  });
  expect(explain(extended, 5n)[0]!.cluster).toMatchObject({ state: 'zero-allocated', hostOffset: 0x40005n });
});

test('a reserved subcluster leaves it to the backing file, and so on down', () => {
  const edits: [number, string][] = [[72, '0000000000000010']];
  const words = [copied | 0x40000n, 0n];
  folder.put('over', tinyQcow2({ clusterBits: 14, size: 16384n, l2: [words], edits, backing: 'base' }));
  using over = openImage('over', { directory: folder.path });
  expect(explain(over, 0n)).toMatchObject([
    { answer: 'below', offset: 0x40000n, cluster: { state: 'reserved' } },
    { depth: 1, answer: 'data' },
  ]);
});

test('where tables are damaged map fails, and a raw file has no tables', () => {
  folder.put('raw', Buffer.alloc(700, 1));
  folder.put('damaged', tinyQcow2({ clusterBits: 12, l2: [[0x1200n]] }));
  using damaged = openImage('damaged', { directory: folder.path });
  using raw = openImage('raw', { directory: folder.path });
  expect(explain(damaged, 1n)).toMatchObject([{ answer: 'failure', cluster: { state: 'data' } }]);
  expect(explain(raw, 600n)).toEqual([
    { depth: 0, name: 'raw', format: 'raw', virtualSize: 1024n, answer: 'data', offset: 600n },
  ]);
});
