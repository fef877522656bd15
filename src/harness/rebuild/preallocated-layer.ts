import { cellCount } from '../../../generators/recipe/cell-row.ts';
import { heldStates } from '../../../generators/recipe/held-states.ts';
import type { Qcow2Layer, Snapshot } from '../../../generators/recipe/recipe.ts';
import { layoutOf } from '../../../generators/write/layout.ts';
import type { ClusterRow } from './cluster-row.ts';
import type { Misfit } from './misfit.ts';

/** Layers that don't look preallocated with so many snapshots never do. */
const mostSnapshots = 16;
const fewestHoles = 8;
/** Hosts allocate files in blocks of so many bytes: up to one at each end of a hole stays allocated. */
const hostBlock = 4096;

/**
 * A layer in which qemu sees holes through data clusters: its refcounts promise clearly more than its file holds. So it is
 * no skeleton, its tables come first, and its data is written. Where its own holes are too few, snapshots promise more.
 * `rowFrom` makes its row, given the first host offset that its tables leave free, in bytes.
 */
export function preallocatedLayer(
  base: Omit<Qcow2Layer, 'cells'>,
  rowFrom: (firstHost: bigint) => ClusterRow | Misfit,
): Qcow2Layer | Misfit {
  for (let promised = 0; ; promised = promised * 4 + fewestHoles) {
    const layer = placed(base, rowFrom, promised);
    if ('what' in layer || promisesMore(layer) || promised > cellCount(layer.cells) * mostSnapshots)
      return layer;
  }
}

/** The more host offsets are in use the more refcounts there are, which moves the slots: neither ever shrinks. */
function placed(
  base: Omit<Qcow2Layer, 'cells'>,
  rowFrom: (firstHost: bigint) => ClusterRow | Misfit,
  promised: number,
): Qcow2Layer | Misfit {
  for (let firstHost = BigInt(base.unit); ; ) {
    const row = rowFrom(firstHost);
    if ('what' in row) return row;
    const first = Number(firstHost / BigInt(base.unit));
    const snapshots = snapshotsOf(promised, cellCount(row.cells));
    const slots = row.hosts.map(host => host - first);
    const layer: Qcow2Layer = { ...base, cells: row.cells, slots, snapshots };
    const { offset } = layoutOf(layer).slots;
    if (offset === firstHost) return layer;
    firstHost = offset;
  }
}

/** So many clusters that were never written, in snapshots of at most `longest` clusters. */
function snapshotsOf(holes: number, longest: number): Snapshot[] {
  return Array.from({ length: Math.ceil(holes / longest) }, (_, i) => {
    const count = Math.min(longest, holes - i * longest);
    return { name: `holes ${i + 1}`, cells: [{ state: 'data-hole', count }] };
  });
}

/** Whether refcounts promise a ninth more clusters than are written, and two (qcow2, since 4.1), with some to spare. */
function promisesMore(layer: Qcow2Layer): boolean {
  const rows = [layer.cells, ...(layer.snapshots ?? []).map(({ cells }) => cells)];
  const holes = rows.flat().filter(cell => heldStates(cell).every(state => state === 'data-hole'));
  const lost = holes.length * 2 * Math.ceil(hostBlock / layer.unit);
  const promised = cellCount(holes) - lost;
  const written = Number(layoutOf(layer).fileLength) / layer.unit - promised;
  return promised >= written / 8 + 2;
}
