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
  l1: { readonly table: Table; readonly index: number },
  layout: L2Layout,
  table: Table | undefined,
): ClusterExplanation {
  const cluster = offset / BigInt(clusterSize);
  const l1Word = { index: l1.index, word: wordAt(l1.table, l1.index) };
  if (table === undefined) return { cluster, state: 'unallocated', l1: l1Word };
  const { entryWords, unitsPerCluster } = layout;
  const index = Number(cluster % BigInt(layout.entries));
  const inCluster = Number(offset % BigInt(clusterSize));
  const first = index * unitsPerCluster;
  const inEntry = Math.floor((inCluster * unitsPerCluster) / clusterSize);
  const state = layout.state(table, first + inEntry);
  const at = index * entryWords;
  const host = hostOffset(table.halves[2 * at]!, table.halves[2 * at + 1]!);
  const states = Array.from({ length: unitsPerCluster }, (_, unit) => layout.state(table, first + unit));
  return {
    cluster,
    state,
    l1: l1Word,
    l2: { tableOffset: table.offset, index, word: wordAt(table, at) },
    ...(entryWords === 2 && { subclusters: { index: inEntry, bitmap: wordAt(table, at + 1), states } }),
    ...(hasHostCluster(state) && { hostOffset: BigInt(host) + BigInt(inCluster) }),
  };
}

function wordAt({ halves }: Table, index: number): string {
  return wordText(halves[2 * index] ?? 0, halves[2 * index + 1] ?? 0);
}
