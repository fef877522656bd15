import type { Qcow2Layer } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { layoutOf, slotOffset } from '../write/layout.ts';
import type { Link } from './chain.ts';
import { rawBands } from './raw-bands.ts';

/** Guest bytes of which a layer says the same. */
export interface Band {
  readonly start: bigint;
  readonly end: bigint;
  readonly state: 'zero' | 'data' | 'compressed';
  /** Host offset of `start`, where the layer has one; it rises byte by byte with the guest. */
  readonly offset?: bigint;
}

/** A layer as map sees it. */
export interface View {
  /** Bytes: whole sectors, rounded down for qcow2 and up for raw. */
  readonly length: bigint;
  /** Sorted, without overlap. Where there is none, the layer says nothing. */
  readonly bands: readonly Band[];
  /** The file of its host offsets, as map prints it. */
  readonly file: string;
}

const sector = 512n;

export function viewOf({ layer, file }: Link, holeGranularity: bigint): View {
  const size = virtualSize(layer);
  const name = Buffer.from(file).toString('latin1');
  if (layer.format === 'qcow2') {
    return { length: (size / sector) * sector, bands: qcow2Bands(layer), file: name };
  }
  const length = ((size + sector - 1n) / sector) * sector;
  return { length, bands: rawBands(layer, length, holeGranularity), file: name };
}

function qcow2Bands(layer: Qcow2Layer): Band[] {
  const layout = layoutOf(layer);
  const cluster = BigInt(layer.unit);
  return layout.spans.flatMap(({ guest, count, state, ordinal }): Band[] => {
    const start = BigInt(guest) * cluster;
    const end = start + BigInt(count) * cluster;
    if (state === 'zero-plain') return [{ start, end, state: 'zero' }];
    if (state === 'compressed') return [{ start, end, state: 'compressed' }];
    const said = state === 'zero-allocated' ? 'zero' : 'data';
    if (layer.slots === undefined) return [{ start, end, state: said, offset: slotOffset(layout, ordinal) }];
    return Array.from({ length: count }, (_, i) => {
      const first = start + BigInt(i) * cluster;
      return { start: first, end: first + cluster, state: said, offset: slotOffset(layout, ordinal + i) };
    });
  });
}
