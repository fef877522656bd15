import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';

const lines = (...text: string[]): string => text.join('\n');

test('notes, layers and queries are read', () => {
  const text = lines(
    '# first',
    '#  indented',
    '#',
    '',
    'base.raw raw 1k size=1500 |#.|\r',
    'top.qcow2 qcow2 64k |.0z#~c|',
    'map --output=json top.qcow2',
    'map `json:{"driver":"raw"}` "" "a b"',
  );
  expect(parseCase(text)).toEqual({
    notes: ['first', ' indented', ''],
    recipe: {
      layers: [
        {
          format: 'raw',
          name: 'base.raw',
          unit: 1024,
          size: 1500n,
          cells: [
            { state: 'data', count: 1 },
            { state: 'unallocated', count: 1 },
          ],
        },
        {
          format: 'qcow2',
          name: 'top.qcow2',
          unit: 65536,
          version: 3,
          cells: ['unallocated', 'zero-plain', 'zero-allocated', 'data', 'data-hole', 'compressed'].map(
            state => ({ state, count: 1 }),
          ),
        },
      ],
    },
    queries: [
      ['--output=json', 'top.qcow2'],
      ['json:{"driver":"raw"}', '', 'a b'],
    ],
  });
});

test('every attribute and detail is read', () => {
  const text = lines(
    '"a b" qcow2 512 size=1M backing="none" fmt=raw v2 refcounts=none l2=all |#~|',
    '    at 9 3',
    '    ext 0x6803F857 = 00AB',
    '    ext 0x1 = ""',
    '    set header.cluster_bits = 0x10',
    '    set l1[3] = 12',
    '    set refcount[0] = 0xff',
    '    set byte[0x48] = FF00',
    '    set byte[9] = 01',
    '    set length = 0x40100',
  );
  expect(parseCase(text).recipe.layers[0]).toEqual({
    format: 'qcow2',
    name: 'a b',
    unit: 512,
    size: 1048576n,
    version: 2,
    backing: 'none',
    backingFormat: 'raw',
    refcounts: 'none',
    l2: 'all',
    cells: [
      { state: 'data', count: 1 },
      { state: 'data-hole', count: 1 },
    ],
    slots: [9, 3],
    extensions: [
      { type: 0x6803f857, data: '00ab' },
      { type: 1, data: '' },
    ],
    edits: [
      { field: 'header', name: 'cluster_bits', value: 16n },
      { field: 'l1', index: 3, value: 12n },
      { field: 'refcount', index: 0, value: 255n },
      { field: 'byte', at: 72n, bytes: 'ff00' },
      { field: 'byte', at: 9n, bytes: '01' },
      { field: 'length', value: 262400n },
    ],
  });
});

test('every feature of an image is read', () => {
  const text = lines(
    'a qcow2 64k size=1M extl2 zstd refbits=1 crypt="luks:my secret" dirty corrupt lazy |#.-!|',
    '    snapshot "before upgrade" |#{2}[-{8}#{24}]|',
    '    snapshot after ||',
    '    bitmap "a b" 64k disabled in-use |.{12}#0~|',
    '    set l2[2].bitmap = 0x1',
    'b qcow2 64k data=sub/b.data data-raw crypt=aes:a:b |~|',
  );
  const [a, b] = parseCase(text).recipe.layers;
  expect(a).toMatchObject({
    extendedL2: true,
    compression: 'zstd',
    refcountBits: 1,
    encryption: { method: 'luks', password: 'my secret' },
    dirty: true,
    corrupt: true,
    lazyRefcounts: true,
    cells: ['data', 'unallocated', 'reserved', 'illegal'].map(state => ({ state, count: 1 })),
    snapshots: [
      {
        name: 'before upgrade',
        cells: [
          { state: 'data', count: 2 },
          {
            state: 'mixed',
            subclusters: [
              { state: 'reserved', count: 8 },
              { state: 'data', count: 24 },
            ],
            count: 1,
          },
        ],
      },
      { name: 'after', cells: [] },
    ],
    bitmaps: [
      {
        name: 'a b',
        granularity: 65536,
        disabled: true,
        inUse: true,
        cells: [
          { state: 'unallocated', count: 12 },
          ...['data', 'zero-plain', 'data-hole'].map(state => ({ state, count: 1 })),
        ],
      },
    ],
    edits: [{ field: 'l2-bitmap', index: 2, value: 1n }],
  });
  expect(b).toMatchObject({
    dataFile: 'sub/b.data',
    dataFileRaw: true,
    encryption: { method: 'aes', password: 'a:b' },
  });
});

test.each([
  ['a.raw raw 1 |#|', {}],
  ['a qcow2 64k backing=none |#|', {}],
  ['a qcow2 64k backing=gone nofmt |#|', { backing: 'gone' }],
  ['a qcow2 64k backing=gone fmt="" |#|', { backing: 'gone', backingFormat: '' }],
  ['a qcow2 64k hdrlen=112 |#|', { headerLength: 112 }],
  ['a qcow2 64k hdrlen=104 |#|', {}],
  ['a qcow2 64k zstd hdrlen=112 |#|', { compression: 'zstd' }],
  ['a qcow2 64k refbits=16 |#|', {}],
  ['a qcow2 64k size=64k |#|', {}],
  ['a qcow2 64k |###|\n at 7..5', { slots: [7, 6, 5] }],
  ['a qcow2 64k |###|\n at 0..2', {}],
  ['a qcow2 64k |##|\n |#|\n\tat 2 0..1', { slots: [2, 0, 1] }],
])('%j', (text, stated) => {
  const layer = parseCase(text).recipe.layers[0]!;
  const { format, name, unit, version, cells, ...rest } = { version: 0, ...layer };
  expect(rest).toEqual(stated);
});

test.each([
  ['#{3}.{2}', '###..'],
  ['(.#){3}', '.#.#.#'],
  ['(.(#0){2}){2}c', '.#0#0.#0#0c'],
  ['()', ''],
  ['[#{32}][-{16}-{16}]', '#-'],
  ['[#z{7}##{7}-{16}]{2}', '([#z{7}#{8}-{16}]){2}'],
  ['.', '.'],
])('the row %s is %s', (short, long) => {
  const cells = (row: string) => parseCase(`a qcow2 64k extl2 |${row}|`).recipe.layers[0]?.cells;
  expect(cells(short)).toEqual(cells(long));
});

test('_ continues a cluster over the columns of smaller ones', () => {
  const scaled = lines('a qcow2 64k |#___.___|', 'b qcow2 16k |.#0.#|');
  const plain = lines('a qcow2 64k |#.|', 'b qcow2 16k |.#0.#|');
  expect(parseCase(scaled)).toEqual(parseCase(plain));
});
