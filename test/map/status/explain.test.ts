import { afterAll, expect, test } from 'vitest';
import { compressedFields, l1Fields, l2Fields } from '../../../src/map/drivers/qcow2/explain/word-fields.ts';
import { explain, openImage } from '../../../src/map/index.ts';
import { testFolder } from '../../support/test-folder.ts';
import { compressed, copied, tinyQcow2 } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('base', tinyQcow2({ size: 1536n, l2: [[copied | 0x1000n, compressed]] }));
folder.put('top', tinyQcow2({ l2: [undefined, []], backing: 'base' }));
const image = openImage('top', { directory: folder.path });
afterAll(() => image.close());

/** The first cluster of 512 bytes, at byte 5. */
const unit = { name: 'cluster', index: 0n, bytes: 512, byte: 5 };

test('lists the layers down to the one that decides, with the table entries', () => {
  expect(explain(image, 5n)).toEqual([
    {
      depth: 0,
      name: 'top',
      format: 'qcow2',
      virtualSize: 65536n,
      answer: 'below',
      lookup: {
        unit,
        state: 'unallocated',
        entries: [
          { table: 'L1', index: 0, word: '0x0000000000000000', meaning: 'no L2 table', fields: l1Fields },
        ],
      },
    },
    {
      depth: 1,
      name: 'base',
      format: 'qcow2',
      virtualSize: 1536n,
      answer: 'data',
      offset: 4101n,
      lookup: {
        unit,
        state: 'data',
        entries: [
          {
            table: 'L1',
            index: 0,
            word: '0x8000000000000800',
            meaning: 'L2 table at 0x800',
            fields: l1Fields,
          },
          {
            table: 'L2',
            index: 0,
            offset: 2048,
            word: '0x8000000000001000',
            meaning: 'copied, host cluster at 0x1000',
            fields: l2Fields('standard'),
          },
        ],
      },
    },
  ]);
});

test('says where compressed data is', () => {
  const lookup = explain(image, 512n)[1]!.lookup!;
  expect(lookup.state).toBe('compressed');
  expect(lookup.entries.at(-1)).toMatchObject({
    index: 1,
    offset: 2056,
    meaning: 'compressed, data at 0x0, at most 512 bytes',
    fields: compressedFields(512),
  });
});

test('gives the answer past-end for a layer that ends before the offset', () => {
  expect(explain(image, 2048n)).toMatchObject([
    { depth: 0, answer: 'short-backing' },
    { depth: 1, answer: 'past-end' },
  ]);
});

test('lists the subclusters of an extended L2 entry', () => {
  const words = [copied | 0x40000n, 0x0000_0001_0000_0002n];
  const edits: [number, string][] = [[72, '0000000000000010']];
  folder.put('extended', tinyQcow2({ clusterBits: 14, size: 16384n, l2: [words], edits }));
  using extended = openImage('extended', { directory: folder.path });
  expect(explain(extended, 600n)[0]!.lookup).toEqual({
    unit: { name: 'cluster', index: 0n, bytes: 16384, byte: 600 },
    state: 'data',
    entries: [
      { table: 'L1', index: 0, word: '0x8000000000010000', meaning: 'L2 table at 0x10000', fields: l1Fields },
      {
        table: 'L2',
        index: 0,
        offset: 0x10000,
        word: '0x8000000000040000',
        meaning: 'copied, host cluster at 0x40000',
        fields: l2Fields('extended'),
      },
    ],
    parts: {
      name: 'subcluster',
      bitmap: '0x0000000100000002',
      index: 1,
      states: ['zero-allocated', 'data', ...Array.from({ length: 30 }, () => 'reserved')],
    },
  });
  expect(explain(extended, 5n)[0]!.lookup).toMatchObject({ state: 'zero-allocated' });
});

test('a reserved subcluster is left to the backing file', () => {
  const edits: [number, string][] = [[72, '0000000000000010']];
  const words = [copied | 0x40000n, 0n];
  folder.put('over', tinyQcow2({ clusterBits: 14, size: 16384n, l2: [words], edits, backing: 'base' }));
  using over = openImage('over', { directory: folder.path });
  expect(explain(over, 0n)).toMatchObject([
    {
      answer: 'below',
      offset: 0x40000n,
      lookup: { state: 'reserved', remark: 'though the cluster has a host offset' },
    },
    { depth: 1, answer: 'data' },
  ]);
});

test('damaged tables are a failure, and a raw file has no tables', () => {
  folder.put('raw', Buffer.alloc(700, 1));
  folder.put('damaged', tinyQcow2({ clusterBits: 12, l2: [[0x1200n]] }));
  using damaged = openImage('damaged', { directory: folder.path });
  using raw = openImage('raw', { directory: folder.path });
  expect(explain(damaged, 1n)).toMatchObject([{ answer: 'failure', lookup: { state: 'data' } }]);
  expect(explain(raw, 600n)).toEqual([
    { depth: 0, name: 'raw', format: 'raw', virtualSize: 1024n, answer: 'data', offset: 600n },
  ]);
});

test('a layer without backing support has the answer unallocated', () => {
  const options = 'driver=raw,file.driver=qcow2,file.file.filename=top';
  using over = openImage(options, { directory: folder.path, imageOptions: true });
  expect(explain(over, 0n)).toMatchObject([{ answer: 'unallocated', format: 'raw' }]);
});

test('a border inside a sector is where it is', () => {
  const options = 'driver=raw,offset=100,size=1024,file.driver=qcow2,file.file.filename=base';
  using over = openImage(options, { directory: folder.path, imageOptions: true });
  const answers = [923n, 924n].map(offset => explain(over, offset)[0]!.answer);
  expect(answers).toEqual(['data', 'no-backing']);
});
