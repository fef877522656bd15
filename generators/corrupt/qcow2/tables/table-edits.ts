import * as fc from 'fast-check';
import type { Edit } from '../../../recipe/recipe.ts';
import { interestingValue } from '../../interesting-value.ts';
import { wordHex } from '../../word-hex.ts';
import type { Landmarks } from '../landmarks.ts';

/** COPIED, COMPRESSED, ZERO and reserved bits of L1 and L2 entries (docs/interop/qcow2, "Cluster mapping"). */
const flags = [
  0n,
  0n,
  1n << 63n,
  1n << 63n,
  1n << 62n,
  1n,
  (1n << 63n) | 1n,
  3n << 62n,
  1n << 61n,
  1n << 56n,
  0x1fen,
];

/** A word with an offset: an interesting value, or a place in the file with flags. */
export function tableEntryWord({ layout, places }: Landmarks): fc.Arbitrary<bigint> {
  const value = interestingValue({ width: 8, unit: layout.clusterSize, near: places });
  return fc.oneof(
    value,
    fc.tuple(value, fc.constantFrom(...flags)).map(([word, flag]) => word | flag),
  );
}

/**
 * Guest clusters that the L2 tables of a layer describe, mostly clusters of its row. The layer must have such a table.
 */
export function writtenCluster({ layout }: Landmarks): fc.Arbitrary<number> {
  const { clustersPerTable, tables } = layout.l2;
  return fc.constantFrom(...tables.slice(0, 8)).chain(({ index, spans }) => {
    const anywhere = fc
      .integer({ min: 0, max: clustersPerTable - 1 })
      .map(at => index * clustersPerTable + at);
    const inSpan = spans
      .slice(0, 16)
      .map(({ guest, count }) => fc.integer({ min: guest, max: guest + count - 1 }));
    return inSpan.length === 0 ? anywhere : fc.oneof({ weight: 4, arbitrary: fc.oneof(...inSpan) }, anywhere);
  });
}

/** Enough for a row whose clusters all differ. */
const mostSpans = 512;

/** Guest clusters of the row of a layer, which a map shows. The layer must have an L2 table. */
export function clusterOfRow({ layout }: Landmarks): fc.Arbitrary<number> {
  const { clustersPerTable, tables } = layout.l2;
  const spans = tables.slice(0, 8).flatMap(table => table.spans.slice(0, mostSpans));
  if (spans.length === 0) return fc.constant(tables[0]!.index * clustersPerTable);
  return fc
    .constantFrom(...spans)
    .chain(({ guest, count }) => fc.integer({ min: guest, max: guest + count - 1 }));
}

/** For damage of one word of a table: L1, L2 (or the bitmap of an extended entry), refcount table or refcount block. */
export function tableEdits(landmarks: Landmarks): fc.Arbitrary<Edit[]> {
  const { l1, l2, refcounts, clusterSize } = landmarks.layout;
  const word = tableEntryWord(landmarks);
  const l1Index = fc.integer({ min: 0, max: Math.max(0, l1.entries - 1) });
  const refcountTable = fc.tuple(fc.integer({ min: 0, max: 2 }), word).map(([index, value]): Edit => {
    return { field: 'byte', at: refcounts.table.offset + BigInt(8 * index), bytes: wordHex(value, 8) };
  });
  const refcountBits = (clusterSize * 8) / refcounts.clustersPerBlock;
  const hostClusters = Math.ceil(Number(landmarks.layout.fileLength) / clusterSize);
  const refcount = fc.record({
    field: fc.constant('refcount' as const),
    index: fc.integer({ min: 0, max: Math.min(refcounts.clustersPerBlock, hostClusters) - 1 }),
    value: interestingValue({ width: 2 }).map(value => BigInt.asUintN(refcountBits, value)),
  });
  const extended = l2.clustersPerTable === clusterSize / 16;
  return fc
    .oneof(
      {
        weight: l1.clusters > 0 ? 3 : 0,
        arbitrary: fc.record({ field: fc.constant('l1' as const), index: l1Index, value: word }),
      },
      ...(l2.tables.length === 0
        ? []
        : [
            {
              weight: 6,
              arbitrary: fc.record({
                field: fc.constant('l2' as const),
                index: writtenCluster(landmarks),
                value: word,
              }),
            },
            {
              weight: extended ? 6 : 0,
              arbitrary: fc.record({
                field: fc.constant('l2-bitmap' as const),
                index: writtenCluster(landmarks),
                value: fc.oneof(
                  interestingValue({ width: 8 }),
                  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
                ),
              }),
            },
          ]),
      { weight: 2, arbitrary: refcountTable },
      { weight: 1, arbitrary: refcount },
    )
    .map(edit => [edit]);
}
