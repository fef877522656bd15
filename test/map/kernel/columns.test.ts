import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MetadataError } from '../../../src/map/basics/error.ts';
import type { Segment } from '../../../src/map/file/image-file.ts';
import { chainOf } from '../../../src/map/image.ts';
import { type FileSource, openImage, type SourceFile } from '../../../src/map/index.ts';
import { newest } from '../../../src/map/profile/profile.ts';
import { Extents } from '../../../src/map/status/extents.ts';
import { compressed, copied, tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const tableEntries = 128;
/** Guest bytes of a table whose clusters have 1024 bytes. */
const covered = tableEntries * 1024;
/** Bytes of each hole of a file, and of the data after it: most end within clusters. */
const holeBytes = 20_000;
const fileBytes = 2 ** 19;

/** The entries of a guest cluster by letter, but for the size of clusters in host offsets: most follow each other. */
const entries: Readonly<Record<string, (host: bigint) => bigint>> = {
  '.': () => 0n,
  // Nothing but bits without a meaning.
  ',': () => copied | 4n,
  '#': host => copied | host,
  z: host => host | zero,
  '0': () => zero,
  c: host => compressed | host,
  // Damage: a host offset within a cluster.
  x: host => host | 512n,
};

const letters = (weights: Readonly<Record<string, number>>): fc.Arbitrary<readonly string[]> => {
  const each = Object.entries(weights).map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) }));
  return fc.array(fc.oneof(...each), { minLength: tableEntries, maxLength: tableEntries });
};

const layer = fc.record({
  tables: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: letters({ '.': 12, ',': 1, '#': 4, z: 2, '0': 2, c: 1 }) },
      { weight: 1, arbitrary: letters({ '.': 200, '#': 100, '0': 60, x: 1 }) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    { minLength: 1, maxLength: 3 },
  ),
  clusterBits: fc.constantFrom(10, 10, 10, 10, 10, 10, 10, 11),
  /** How many bytes it is shorter than its tables. */
  missing: fc.constantFrom(0, 0, 512, 30_720),
  /** Its refcounts count more clusters than its file has, so that data is searched for holes. */
  preallocated: fc.boolean(),
});
type Layer = typeof layer extends fc.Arbitrary<infer Value> ? Value : never;

function imageOf({ tables, clusterBits, missing, preallocated }: Layer, backing: string): Buffer {
  const host = (cluster: number): bigint =>
    BigInt(16 + cluster + Math.floor(cluster / 10)) << BigInt(clusterBits);
  const l2 = tables.map((row, l1) =>
    row?.map((each, index) => entries[each]!(host(l1 * tableEntries + index))),
  );
  const refcounts: [number, string][] = [
    [2 ** clusterBits, (2 ** (clusterBits + 1)).toString(16).padStart(16, '0')],
    [2 ** (clusterBits + 1), '0001'.repeat(2 ** (clusterBits - 1))],
  ];
  const size = BigInt(tables.length * covered - missing);
  return tinyQcow2({ clusterBits, size, l2, backing, edits: preallocated ? refcounts : [] });
}

/** The files of a chain, its base first; the top is called `top`. */
function filesOf(layers: readonly Layer[], overRaw: boolean): FileSource {
  const files = new Map([['raw', Buffer.alloc(covered)]]);
  let backing = overRaw ? 'raw' : '';
  for (const [index, each] of layers.entries()) {
    const name = index === layers.length - 1 ? 'top' : `${index}`;
    files.set(name, Buffer.concat([imageOf(each, backing)], fileBytes));
    backing = name;
  }
  const segmentAt = (offset: number): Segment => {
    const index = Math.floor(offset / holeBytes);
    return { hole: index % 2 === 0, end: (index + 1) * holeBytes };
  };
  const open = (name: string): SourceFile => {
    const bytes = files.get(name)!;
    const read = (offset: number, length: number) => bytes.subarray(offset, offset + length);
    return { length: bytes.length, allocated: 0, read, segmentAt };
  };
  return { open };
}

/** The extents of the image `top`, and the damage that ends them. */
function extentsOf(files: FileSource, capacity: number): readonly string[] {
  using image = openImage('top', { files });
  const found: string[] = [];
  const extents = new Extents(chainOf(image), { start: 0n, end: image.virtualSize }, newest, capacity);
  try {
    while (extents.more()) {
      for (let index = 0; index < extents.count; index++) {
        const { present, zero, data, depth } = extents.flags(index);
        const flags = `${present ? 'P' : 'p'}${zero ? 'Z' : 'z'}${data ? 'D' : 'd'}@${extents.offset(index)}`;
        found.push(`${extents.start(index)}+${extents.length(index)} d${depth} ${flags}`);
      }
    }
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    found.push(error.message);
  } finally {
    extents.close();
  }
  return found;
}

test('clusters that are decided together have the extents of the walk, which damage ends at the same cluster', () => {
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 5 }), fc.boolean(), (layers, overRaw) => {
      const files = filesOf(layers, overRaw);
      // Batches of two extents are left to the walk.
      expect(extentsOf(files, 512)).toEqual(extentsOf(files, 2));
    }),
    { numRuns: 150 },
  );
});
