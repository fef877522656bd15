import type { ClusterExplanation } from '../format.ts';
import { compressedData, entryFlags, hasHostCluster, hostOffset, wordText } from './entry.ts';
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
  const byte = Number(offset % BigInt(clusterSize));
  const place = { cluster, clusterSize, byte, l1 };
  if (table === undefined) return { ...place, state: 'unallocated' };
  const { halves } = table;
  const signed = new Int32Array(halves.buffer);
  const { entryWords } = layout;
  const unitsPerCluster = 2 ** layout.unitBits;
  const index = Number(cluster % BigInt(clusterSize / (8 * entryWords)));
  const first = index * unitsPerCluster;
  const inEntry = Math.floor((byte * unitsPerCluster) / clusterSize);
  const state = layout.state(signed, first + inEntry);
  const at = index * entryWords;
  const [high, low] = [halves[2 * at]!, halves[2 * at + 1]!];
  const states = Array.from({ length: unitsPerCluster }, (_, unit) => layout.state(signed, first + unit));
  const flags = entryFlags(high, low, entryWords === 2);
  return {
    ...place,
    state,
    l2: { tableOffset: table.offset, index, word: wordAt(halves, at), flags },
    ...(entryWords === 2 && { subclusters: { index: inEntry, bitmap: wordAt(halves, at + 1), states } }),
    ...(state === 'compressed' && { compressed: compressedData(high, low, clusterSize) }),
    ...(hasHostCluster(state) && { hostOffset: BigInt(hostOffset(high, low)) + BigInt(byte) }),
  };
}

function wordAt(halves: Uint32Array, index: number): string {
  return wordText(halves[2 * index]!, halves[2 * index + 1]!);
}
