import type { ClusterExplanation } from '../format.ts';
import { hasHostCluster, hostOffset, wordText } from './entry.ts';
import type { L2Layout } from './l2-layout.ts';
import type { Table } from './table.ts';

/**
 * The words behind a guest offset, for people.
 *
 * @param table the L2 table, where there is one
 */
export function explainCluster(
  offset: bigint,
  clusterSize: number,
  l1: ClusterExplanation['l1'],
  layout: L2Layout,
  table: Table | undefined,
): ClusterExplanation {
  const cluster = offset / BigInt(clusterSize);
  if (table === undefined) return { cluster, state: 'unallocated', l1 };
  const { halves } = table;
  const { entryWords } = layout;
  const unitsPerCluster = 2 ** layout.unitBits;
  const index = Number(cluster % BigInt(clusterSize / (8 * entryWords)));
  const inCluster = Number(offset % BigInt(clusterSize));
  const first = index * unitsPerCluster;
  const inEntry = Math.floor((inCluster * unitsPerCluster) / clusterSize);
  const state = layout.state(halves, first + inEntry);
  const at = index * entryWords;
  const host = hostOffset(halves[2 * at]!, halves[2 * at + 1]!);
  const states = Array.from({ length: unitsPerCluster }, (_, unit) => layout.state(halves, first + unit));
  return {
    cluster,
    state,
    l1,
    l2: { tableOffset: table.offset, index, word: wordAt(halves, at) },
    ...(entryWords === 2 && { subclusters: { index: inEntry, bitmap: wordAt(halves, at + 1), states } }),
    ...(hasHostCluster(state) && { hostOffset: BigInt(host) + BigInt(inCluster) }),
  };
}

function wordAt(halves: Uint32Array, index: number): string {
  return wordText(halves[2 * index]!, halves[2 * index + 1]!);
}
