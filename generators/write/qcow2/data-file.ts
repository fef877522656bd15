import { hasHostSlot } from '../../recipe/cells/cell-row.ts';
import type { CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import { noise } from '../noise.ts';
import type { Piece } from '../pieces.ts';
import { writtenParts } from '../written-parts.ts';
import type { Qcow2Layout } from './layout/qcow2-layout.ts';

/**
 * The bytes that are written of the external data file: each cluster at its guest offset. Clusters that keep a place
 * without data are written too, unless the data file must read as the guest does.
 */
export function* dataFilePieces({ dataFileRaw }: Qcow2Layer, layout: Qcow2Layout): Generator<Piece> {
  const { clusterSize, spans } = layout;
  const end = Number(layout.virtualSize);
  const isWritten = (state: CellState): boolean =>
    dataFileRaw === true ? state === 'data' : state !== 'data-hole';
  for (const span of spans.filter(hasHostSlot)) {
    const parts = writtenParts(span, clusterSize, isWritten);
    for (let cluster = span.guest; cluster < span.guest + span.count; cluster++) {
      for (const { from, to } of parts) {
        const at = cluster * clusterSize + from;
        const most = Math.min(to - from, end - at);
        if (most > 0)
          yield { at, bytes: noise(cluster, clusterSize).subarray(from, from + most), guest: true };
      }
    }
  }
}
