import { heldStates } from '../../recipe/cells/held-states.ts';
import type { MixedCell, Qcow2Layer, SubclusterState } from '../../recipe/recipe.ts';
import { layoutOf } from '../../write/qcow2/layout/layout.ts';
import { hostOffset } from '../../write/qcow2/layout/mapping.ts';
import type { Span } from '../../write/spans.ts';
import type { Band } from '../band.ts';

/** Subclusters of a cluster, with extended L2 entries. */
const subclusters = 32n;

/** Guest bytes within clusters that follow each other in the file. `host` is the host offset of `start`. */
interface Stretch {
  readonly start: bigint;
  readonly length: bigint;
  readonly host: bigint;
}

/** The states of data, and of data whose host bytes were never written. */
interface DataStates {
  readonly data: Band['state'];
  readonly hole: Band['state'];
}

/**
 * The answers of a qcow2 layer for its guest bytes.
 *
 * @param place whether its data is in the file that was written for it. Another file may have holes anywhere.
 */
export function qcow2Bands(layer: Qcow2Layer, place: 'own file' | 'other file'): Band[] {
  const layout = layoutOf(layer);
  const cluster = BigInt(layer.unit);
  const hole = mayHaveVisibleHoles(layer) ? 'doubtful' : 'data';
  const states: DataStates = { hole, data: place === 'own file' ? 'data' : hole };
  const together = (span: Span): boolean =>
    // With given slots each cluster may stand anywhere.
    layer.slots === undefined && span.state !== 'mixed' && !isAtOffsetZero(span);
  /** The first cluster of a data file has offset 0. In an entry for zeros that offset means: no host cluster. */
  const isAtOffsetZero = ({ state, guest }: Span): boolean =>
    layer.dataFile !== undefined && !layer.extendedL2 && state === 'zero-allocated' && guest === 0;
  return layout.spans.flatMap((span): Band[] => {
    const steps = together(span) ? [0] : [...Array(span.count).keys()];
    const length = together(span) ? BigInt(span.count) * cluster : cluster;
    return steps.flatMap(i => {
      const stretch = { start: BigInt(span.guest + i) * cluster, length, host: hostOffset(layout, span, i) };
      // One illegal subcluster spoils the whole cluster.
      if (heldStates(span).includes('illegal'))
        return [{ start: stretch.start, end: stretch.start + length, state: 'illegal' }];
      if (span.state === 'mixed') return mixedBands(span, stretch, states);
      if (span.state === 'compressed') {
        return [{ start: stretch.start, end: stretch.start + length, state: 'compressed' }];
      }
      return bandsOf(isAtOffsetZero(span) && i === 0 ? 'zero-plain' : span.state, stretch, states);
    });
  });
}

/** Whether the refcounts may promise more than the host gave the file: then qemu looks for preallocated metadata. */
function mayHaveVisibleHoles({ skeleton, dataFile, refcounts, encryption }: Qcow2Layer): boolean {
  if (encryption !== undefined) return false;
  return skeleton === true || (dataFile === undefined && refcounts !== 'none');
}

function mixedBands({ subclusters: runs }: MixedCell, cluster: Stretch, states: DataStates): Band[] {
  const one = cluster.length / subclusters;
  let done = 0n;
  return runs.flatMap(({ state, count }) => {
    const from = done;
    const length = BigInt(count) * one;
    done += length;
    return bandsOf(state, { start: cluster.start + from, length, host: cluster.host + from }, states);
  });
}

function bandsOf(
  state: SubclusterState,
  { start, length, host }: Stretch,
  { data, hole }: DataStates,
): Band[] {
  const bytes = { start, end: start + length };
  switch (state) {
    case 'zero-plain':
      return [{ ...bytes, state: 'zero' }];
    case 'zero-allocated':
      return [{ ...bytes, state: 'zero', offset: host }];
    case 'data':
      return [{ ...bytes, state: data, offset: host }];
    case 'data-hole':
      return [{ ...bytes, state: hole, offset: host }];
    case 'reserved':
      return [{ ...bytes, state: 'reserved', offset: host }];
    case 'unallocated':
    case 'illegal':
      return [];
  }
}
