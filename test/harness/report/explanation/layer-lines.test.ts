import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { explanationLines } from '../../../../src/harness/report/explanation/explanation-lines.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const { recipe } = parseCase(
  `base.raw raw 64k size=300k |#..|
mid.qcow2 qcow2 64k size=400k |#0..zc|
top.qcow2 qcow2 64k extl2 size=600k |.-[#{8}-{24}]..[.{16}0{16}]....|
a.qcow2 qcow2 64k backing=none |~{12}#|
d.qcow2 qcow2 64k backing=none data=d.data |.#|
e.qcow2 qcow2 64k backing=none |#|
    set l2[0] = 0x8000000000050200
`,
);
writeRecipe(recipe, folder.path);

/** The rule of each layer, and the extent, at an offset in bytes. */
function rules(name: string, offset: number): string[] {
  const lines = explanationLines(name, BigInt(offset), { directory: folder.path });
  const isLast = (index: number): boolean => !(lines[index + 1] ?? '').startsWith('    ');
  return [...lines.entries()].filter(([index]) => isLast(index)).map(([, line]) => line.trim());
}

test.each([
  [
    'top.qcow2',
    0,
    ['unallocated: the backing file decides', 'data at 327680 (0x50000) of mid.qcow2: this layer decides'],
  ],
  [
    'top.qcow2',
    65536,
    [
      'unallocated, though the cluster has a host offset: the backing file decides',
      'zero-plain, reads as zeros: this layer decides',
    ],
  ],
  ['top.qcow2', 131073, ['data at 393217 (0x60001) of top.qcow2: this layer decides']],
  [
    'mid.qcow2',
    196608,
    [
      'unallocated: the backing file decides',
      'a hole at 196608 (0x30000) of base.raw: zeros, and this layer decides',
    ],
  ],
  [
    'mid.qcow2',
    262144,
    ['zero-allocated, reads as zeros and keeps 393216 (0x60000) of mid.qcow2: this layer decides'],
  ],
  ['mid.qcow2', 327680, ['compressed data, which has no offset: this layer decides']],
  [
    'top.qcow2',
    512 * 1024,
    [
      'unallocated, and the backing file ends before this offset: zeros that are not present, at this depth',
      'ends at 409600, before this offset: the layer above reads as zeros here',
    ],
  ],
  [
    'a.qcow2',
    0,
    [
      'data at 327680 (0x50000) of a.qcow2, which is a hole in the file, and the refcounts count more than the host has stored: data and zero',
    ],
  ],
  ['d.qcow2', 65536, ['data at 65536 (0x10000) of the data file d.data: this layer decides']],
  ['d.qcow2', 0, ['unallocated, and there is no backing file: zeros that are not present']],
])('%s at %d', (name, offset, expected) => {
  expect(rules(name, offset).slice(0, -1)).toEqual(expected);
});

test('the complaints of qemu about damage are quoted, and there is no extent', () => {
  expect(rules('e.qcow2', 7)).toEqual([
    'data: map fails here',
    'qcow2: Image is corrupt: Cluster allocation offset 0x50200 unaligned (L2 offset: 0x40000, L2 index: 0); further non-fatal corruption events will be suppressed',
    'extent: none, because map fails: Input/output error',
  ]);
});

test('a bitmap is printed as its subclusters', () => {
  const lines = explanationLines('top.qcow2', 131072n, { directory: folder.path });
  expect(lines).toContain(
    '    bitmap 0x00000000000000ff: [#{8}-{24}], of which this is subcluster 0 (2k each)',
  );
});
