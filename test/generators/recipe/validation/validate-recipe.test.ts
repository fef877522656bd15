import { describe, expect, test } from 'vitest';
import type {
  CellState,
  DirtyBitmap,
  Edit,
  Layer,
  Qcow2Layer,
  RawLayer,
  SubclusterState,
} from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';

const row = (...runs: [CellState, number][]): Layer['cells'] =>
  runs.map(([state, count]) => ({ state, count }));
const qcow2 = (rest: Partial<Qcow2Layer> = {}): Qcow2Layer => ({
  format: 'qcow2',
  name: 'top.qcow2',
  unit: 65536,
  version: 3,
  cells: row(['data', 2]),
  ...rest,
});
const raw = (rest: Partial<RawLayer> = {}): RawLayer => ({
  format: 'raw',
  name: 'base.raw',
  unit: 512,
  cells: row(['data', 2]),
  ...rest,
});
const mixed = (first: SubclusterState, second: SubclusterState): Layer['cells'] => [
  {
    state: 'mixed',
    subclusters: [
      { state: first, count: 16 },
      { state: second, count: 16 },
    ],
    count: 1,
  },
];
const bitmap = (rest: Partial<DirtyBitmap>): DirtyBitmap => ({
  name: 'b',
  granularity: 65536,
  cells: [],
  ...rest,
});
const edit = (edit: Edit): Qcow2Layer => qcow2({ edits: [edit] });

describe('well-formed', () => {
  test.each<[string, Layer[]]>([
    ['smallest and largest clusters', [qcow2({ name: 'a', unit: 512 }), qcow2({ unit: 1 << 21 })]],
    ['a name with a space and quotes', [qcow2({ name: 'a "b" \'c\' `d`' })]],
    ['a name in a folder', [qcow2({ name: 'd/e/a.qcow2' })]],
    ['an empty row with a size', [qcow2({ cells: [], size: 1n })]],
    ['an empty image', [qcow2({ cells: [] })]],
    ['the last byte of the last cell missing', [raw({ size: 1023n })]],
    ['one byte of the last cell there', [raw({ size: 513n })]],
    ['a raw unit that is no power of two', [raw({ unit: 1000 })]],
    ['the largest size of 512-byte clusters', [qcow2({ unit: 512, size: 1n << 37n })]],
    ['slots out of order', [qcow2({ slots: [5, 0] })]],
    ['a skeleton with two clusters in one place', [qcow2({ skeleton: true, slots: [4, 4] })]],
    ['a header of 112 bytes', [qcow2({ headerLength: 112 })]],
    ['the bytes of a raw file', [raw({ edits: [{ field: 'byte', at: 0n, bytes: '514649fb' }] })]],
    [
      'subclusters in the smallest clusters',
      [qcow2({ unit: 16384, extendedL2: true, cells: mixed('data', 'reserved') })],
    ],
    [
      'an illegal bitmap with a host offset',
      [qcow2({ extendedL2: true, cells: mixed('illegal', 'reserved') })],
    ],
    ['an illegal bitmap without', [qcow2({ extendedL2: true, cells: mixed('zero-plain', 'illegal') })]],
    ['version 2 with old encryption', [qcow2({ version: 2, encryption: { method: 'aes', password: 'a' } })]],
    [
      'a snapshot as long as its layer',
      [qcow2({ snapshots: [{ name: '', cells: row(['compressed', 2]) }] })],
    ],
    [
      'an extension as a data file has, without one',
      [qcow2({ extensions: [{ type: 0x44415441, data: '61' }] })],
    ],
    ['the largest size of extended entries', [qcow2({ unit: 16384, extendedL2: true, size: 1n << 46n })]],
    [
      'the widest value of a refcount',
      [{ ...edit({ field: 'refcount', index: 0, value: 255n }), refcountBits: 8 }],
    ],
    ['the widest value of a field', [edit({ field: 'header', name: 'l1_size', value: 0xffffffffn })]],
  ])('%s', (_, layers) => {
    expect(validateRecipe({ layers })).toEqual({ kind: 'well-formed' });
  });
});

describe('ill-formed', () => {
  test.each<[string, Layer[], string, number?]>([
    ['name', [qcow2({ name: '' })], 'the name is empty'],
    ['name', [qcow2({ name: '/a' })], 'the name must be relative to the folder of the case'],
    ['name', [qcow2({ name: '-a' })], 'the name begins with - and would be read as an option'],
    ['name', [qcow2({ name: 'nbd:a' })], 'the name holds a colon and would be read as a protocol'],
    ['name', [qcow2({ name: 'a\nb' })], 'the name holds a control character'],
    ['name', [qcow2({ name: 'a\0b' })], 'the name holds a NUL character'],
    ['name', [qcow2({ name: '\ud800' })], "the name holds half a surrogate pair, which UTF-8 can't encode"],
    ['name', [qcow2({ name: '../a' })], 'the name may go into folders, but not through empty ones, . or ..'],
    ['name', [qcow2({ name: 'a//b' })], 'the name may go into folders, but not through empty ones, . or ..'],
    ['name', [qcow2({ name: 'é'.repeat(128) })], 'the name is longer than 255 bytes'],
    ['name', [qcow2(), qcow2()], 'two files are called top.qcow2'],
    ['name', [qcow2({ name: 'a' }), qcow2({ name: 'a/b' })], "a/b and a can't both be files"],
    ['unit', [raw({ unit: 0 })], 'the unit must be a whole number of bytes'],
    ['unit', [qcow2({ unit: 256 })], 'a cluster has a power of two bytes, 512 to 2M'],
    ['unit', [qcow2({ unit: 1 << 22 })], 'a cluster has a power of two bytes, 512 to 2M'],
    ['unit', [qcow2({ unit: 66048 })], 'a cluster has a power of two bytes, 512 to 2M'],
    ['cells', [qcow2({ cells: row(['data', 0]) })], 'a run has at least one cell', 0],
    [
      'cells',
      [raw({ cells: row(['data', 1], ['data', 1]) })],
      'neighbouring runs are both data: they are one',
      1,
    ],
    [
      'cells',
      [raw({ cells: row(['data', 1], ['compressed', 1]) })],
      'a raw layer has data and holes only, no compressed cells',
      1,
    ],
    ['cells', [raw({ unit: 2 ** 52, cells: row(['data', 2 ** 11]) })], 'the row ends beyond 2^63 bytes', 0],
    [
      'cells',
      [qcow2({ version: 2, cells: row(['data', 1], ['zero-plain', 1]) })],
      'version 2 has no zero clusters',
      1,
    ],
    [
      'cells',
      [qcow2({ extendedL2: true, cells: mixed('data', 'data') })],
      'neighbouring runs of subclusters are both data: they are one',
      0,
    ],
    [
      'cells',
      [
        qcow2({
          extendedL2: true,
          cells: [{ state: 'mixed', subclusters: [{ state: 'data', count: 32 }], count: 1 }],
        }),
      ],
      '32 subclusters of one state are one cell',
      0,
    ],
    [
      'cells',
      [qcow2({ extendedL2: true, cells: [...mixed('data', 'reserved'), ...mixed('data', 'reserved')] })],
      'neighbouring runs are both mixed: they are one',
      1,
    ],
    [
      'cells',
      [qcow2({ extendedL2: true, cells: mixed('data', 'unallocated') })],
      'unallocated subclusters have no host offset, but this cluster has one: there they are reserved',
      0,
    ],
    [
      'cells',
      [qcow2({ cells: mixed('data', 'reserved') })],
      'clusters have subclusters only with extended L2 entries: extl2',
      0,
    ],
    ['dataFile', [raw({ name: 'd' }), qcow2({ dataFile: 'd' })], 'two files are called d'],
    ['name', [qcow2({ name: 'a', dataFile: 'b' }), qcow2({ name: 'b' })], 'two files are called b'],
    ['dataFile', [qcow2({ dataFile: 'top.qcow2/d' })], "top.qcow2/d and top.qcow2 can't both be files"],
    [
      'encryption',
      [qcow2({ encryption: { method: 'luks', password: 'a\0' } })],
      'the password holds a NUL character',
    ],
    [
      'snapshots',
      [qcow2({ snapshots: [{ name: '\0', cells: [] }] })],
      'the name of the snapshot holds a NUL character',
      0,
    ],
    [
      'snapshots',
      [qcow2({ snapshots: [{ name: 'a'.repeat(65536), cells: [] }] })],
      'the name of the snapshot is longer than 65535 bytes',
      0,
    ],
    [
      'snapshots',
      [qcow2({ skeleton: true, snapshots: [{ name: '', cells: [] }] })],
      'a skeleton has no snapshots',
      0,
    ],
    ['bitmaps', [qcow2({ version: 2, bitmaps: [bitmap({})] })], 'version 2 has no bitmaps'],
    ['bitmaps', [qcow2({ skeleton: true, bitmaps: [bitmap({})] })], 'a skeleton has no bitmaps', 0],
    ['bitmaps', [qcow2({ bitmaps: [bitmap({ name: '' })] })], 'the name of a bitmap has 1 to 1023 bytes', 0],
    [
      'bitmaps',
      [qcow2({ bitmaps: [bitmap({ name: 'é'.repeat(512) })] })],
      'the name of a bitmap has 1 to 1023 bytes',
      0,
    ],
    ['bitmaps', [qcow2({ bitmaps: [bitmap({}), bitmap({})] })], 'two bitmaps have this name', 1],
    [
      'bitmaps',
      [qcow2({ bitmaps: [bitmap({ granularity: 2 ** 32 })] })],
      'a bit covers a power of two guest bytes, 512 to 2G',
      0,
    ],
    [
      'bitmaps',
      [qcow2({ bitmaps: [bitmap({ cells: row(['compressed', 1]) })] })],
      'the cells of a bitmap are . 0 # and ~',
      0,
    ],
    [
      'bitmaps',
      [qcow2({ cells: [], size: 511n, bitmaps: [bitmap({})] })],
      'an image of no bytes has no bitmaps',
      0,
    ],
    [
      'bitmaps',
      [qcow2({ size: 131583n, bitmaps: [bitmap({ cells: row(['data', 3]) })] })],
      'the bitmap has 3 bits, its layer only room for 2',
      0,
    ],
    [
      'bitmaps',
      [qcow2({ size: (1n << 41n) + 512n, bitmaps: [bitmap({ granularity: 512 })] })],
      'the bits of a bitmap take at most 536870912 bytes',
      0,
    ],
    [
      'extensions',
      [qcow2({ bitmaps: [bitmap({})], extensions: [{ type: 0x23852875, data: '' }] })],
      'the bitmap directory is given as bitmap lines, not as an extension',
      0,
    ],
    [
      'size',
      [qcow2({ unit: 16384, extendedL2: true, size: (1n << 46n) + 1n })],
      'clusters of 16384 bytes reach to 70368744177664 bytes, no further',
    ],
    [
      'unit',
      [qcow2({ unit: 512, dataFile: 'd'.repeat(250), extensions: [{ type: 1, data: '00'.repeat(130) }] })],
      'header, extensions and backing name take 520 bytes, more than the first cluster',
    ],
    ['size', [raw({ size: -1n })], 'the size must be between 0 and 2^63 - 1 bytes'],
    ['size', [raw({ size: 1n << 63n })], 'the size must be between 0 and 2^63 - 1 bytes'],
    ['size', [raw({ size: 512n })], 'the size ends before the last of the 2 cells begins'],
    [
      'size',
      [qcow2({ unit: 512, size: (1n << 37n) + 1n })],
      'clusters of 512 bytes reach to 137438953472 bytes, no further',
    ],
    [
      'headerLength',
      [qcow2({ version: 2, headerLength: 112 })],
      'a version 2 header is always 72 bytes long',
    ],
    ['headerLength', [qcow2({ headerLength: 96 })], 'a header has a multiple of 8 bytes, at least 104'],
    ['headerLength', [qcow2({ headerLength: 108 })], 'a header has a multiple of 8 bytes, at least 104'],
    ['slots', [qcow2({ slots: [0] })], '1 host slots are given, but 2 clusters take one'],
    ['slots', [qcow2({ slots: [4, 4] })], 'the host slot 4 is given twice', 1],
    ['slots', [qcow2({ slots: [-1, 0] })], 'a host slot is a whole number from 0', 0],
    ['slots', [qcow2({ slots: [0, 2 ** 40] })], 'the host slot 1099511627776 lies beyond 2^56 bytes', 1],
    ['backing', [qcow2({ backing: '' })], 'the backing name is empty'],
    ['backing', [qcow2({ backing: 'a\0' })], 'the backing name holds a NUL character'],
    [
      'backing',
      [{ format: 'vmdk', name: 'a', unit: 65_536, cells: [], backing: 'a"b' } as const],
      'the backing name of a vmdk layer can\'t hold "',
    ],
    ['backing', [qcow2({ backing: 'a'.repeat(1024) })], 'the backing name is longer than 1023 bytes'],
    ['backingFormat', [qcow2({ backingFormat: '\0' })], 'the backing format holds a NUL character'],
    [
      'extensions',
      [qcow2({ extensions: [{ type: 0, data: '' }] })],
      'type 0 ends the extensions and is always written',
      0,
    ],
    [
      'extensions',
      [qcow2({ extensions: [{ type: 0xe2792aca, data: '' }] })],
      'the backing format is given as fmt=, not as an extension',
      0,
    ],
    [
      'extensions',
      [qcow2({ extensions: [{ type: 1, data: 'abc' }] })],
      'the bytes of an extension are pairs of hex digits',
      0,
    ],
    [
      'unit',
      [qcow2({ unit: 512, extensions: [{ type: 1, data: '00'.repeat(400) }] })],
      'header, extensions and backing name take 520 bytes, more than the first cluster',
    ],
    ['edits', [edit({ field: 'header', name: 'flags', value: 0n })], 'the header has no field flags', 0],
    [
      'edits',
      [edit({ field: 'header', name: 'l1_size', value: 1n << 32n })],
      'the value must fit 32 bits',
      0,
    ],
    ['edits', [edit({ field: 'l2', index: 0, value: 1n << 64n })], 'the value must fit 64 bits', 0],
    ['edits', [edit({ field: 'l1', index: -1, value: 0n })], 'an index is a whole number from 0', 0],
    [
      'edits',
      [edit({ field: 'byte', at: 0n, bytes: '0' })],
      'the bytes are pairs of hex digits, at least one',
      0,
    ],
    ['edits', [edit({ field: 'length', value: -1n })], 'the length must be between 0 and 2^63 - 1', 0],
    [
      'edits',
      [raw({ edits: [{ field: 'l2', index: 0, value: 0n }] })],
      'a raw layer has no l2 to set: only byte and length',
      0,
    ],
  ])('%s: %#', (part, layers, message, index) => {
    const where = { in: 'layer', layer: layers.length - 1, part, ...(index === undefined ? {} : { index }) };
    expect(validateRecipe({ layers })).toEqual({ kind: 'ill-formed', message, where });
  });

  test('a recipe without layers is ill-formed', () => {
    expect(validateRecipe({ layers: [] })).toEqual({
      kind: 'ill-formed',
      message: 'a chain has at least one layer',
      where: { in: 'layers' },
    });
  });
});
