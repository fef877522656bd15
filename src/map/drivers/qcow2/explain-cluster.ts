import type { ClusterExplanation } from '../../node/image-format.ts';
import {
  clusterState,
  compressedData,
  entryFlags,
  hasHostCluster,
  hostOffset,
  type SubclusterState,
  subclusterState,
  subclusters,
  wordText,
} from './entry.ts';
import type { Table } from './table.ts';

/** The tables that a guest offset is looked up in. */
export interface LookedUp {
  /** Bytes. */
  readonly clusterSize: number;
  /** L2 entries are extended. */
  readonly extended: boolean;
  /** The image has an external data file. */
  readonly external: boolean;
  readonly l1: ClusterExplanation['l1'];
  /** The L2 table, where there is one. */
  readonly table: Table | undefined;
}

/** The words behind a guest offset, for people. */
export function explainCluster(offset: bigint, lookedUp: LookedUp): ClusterExplanation {
  const { clusterSize, extended, external, l1, table } = lookedUp;
  const cluster = offset / BigInt(clusterSize);
  const byte = Number(offset % BigInt(clusterSize));
  const place = { cluster, clusterSize, byte, l1 };
  if (table === undefined) return { ...place, state: 'unallocated' };
  const entryWords = extended ? 2 : 1;
  const index = Number(cluster % BigInt(clusterSize / (8 * entryWords)));
  const { halves } = table;
  const at = 2 * index * entryWords;
  const [high, low, zeros, allocated] = [halves[at]!, halves[at + 1]!, halves[at + 2]!, halves[at + 3]!];
  const states: SubclusterState[] = extended
    ? Array.from({ length: subclusters }, (_, i) => subclusterState(high, low, zeros, allocated, i, external))
    : [clusterState(high, low, external)];
  const unit = Math.floor((byte * states.length) / clusterSize);
  const state = states[unit]!;
  const flags = entryFlags(high, low, extended);
  return {
    ...place,
    state,
    l2: { tableOffset: table.offset, index, word: wordText(high, low), flags },
    ...(extended && { subclusters: { index: unit, bitmap: wordText(zeros, allocated), states } }),
    ...(state === 'compressed' && { compressed: compressedData(high, low, clusterSize) }),
    ...(hasHostCluster(state) && { hostOffset: BigInt(hostOffset(high, low)) + BigInt(byte) }),
  };
}
